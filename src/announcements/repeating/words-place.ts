/** What stands in a text for the number of days that are left. Vietnamese. */
export const countdownPlace = '{số ngày}';
