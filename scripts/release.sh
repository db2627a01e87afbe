#!/bin/sh
# Makes release/: the built tree without development files, its SBOM (CycloneDX), and checksums. Run from a clean tree after `npm ci`.
set -eu
cd "$(dirname "$0")/.."
version=$(node -p "require('./package.json').version")
build=$(git rev-parse --short HEAD)
test -z "$(git status --porcelain)" || { echo "release: the tree has changes that are not committed" >&2; exit 1; }
grep -q "^## $version" CHANGELOG.md || { echo "release: CHANGELOG.md has no part \"## $version\"" >&2; exit 1; }
npm run --silent build
rm -rf release && mkdir release
name="cutri-$version"
mkdir "release/$name"
git archive HEAD package.json package-lock.json .npmrc .env.example README.md LICENSE CHANGELOG.md SECURITY.md knowledge docs deploy scripts | tar -x -C "release/$name"
cp -R dist "release/$name/dist"
printf '%s' "$build" > "release/$name/build-id"
npm sbom --sbom-format cyclonedx --omit dev > "release/$name.sbom.json"
tar -C release -czf "release/$name.tar.gz" "$name" && rm -r "release/$name"
(cd release && sha256sum ./*.gz ./*.json > SHA256SUMS)
echo "release/$name.tar.gz, build $build"
