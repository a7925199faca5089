# frozen_string_literal: true

# Records what Ruby's File.fnmatch says: `ruby test/gitlab/record-vectors.rb > test/gitlab/vectors.json`.
# GitLab matches CODEOWNERS patterns with it, after expanding them.

require 'json'

FLAGS = File::FNM_DOTMATCH | File::FNM_PATHNAME

def write_out(pattern)
  return '/**/*' if pattern == '*'

  plain = pattern.sub(/\A\\#/, '#').gsub(/\\\s+/, ' ')
  plain = "/**/#{plain}" unless plain.start_with?('/')
  plain.end_with?('/') ? "#{plain}**/*" : plain
end

PATTERNS = [
  '*', '**', '***', '/*', '/**', '/**/*', '**/', '/', '//', '*.md', '*.*', '.*', '/.*', '.github', '.github/', '/.github/**',
  'docs', '/docs', 'docs/', '/docs/', 'docs/*', '/docs/*', '/docs/**', '/docs/**/', '/docs/**/*', '/docs/**/*.md', '/docs/***',
  '/docs/***/a.md', '/docs/a**', '/docs/**a.md', '/**/docs/', '/**docs/', '**/docs/**', '/docs/**/**/a.md', '/a/**/b/**/c',
  '/a/**/**/c', '/a/*/c', '/a/*/*/c', '/a/?/c', '/a?b', 'a?c', '?.md', '??', 'lib/src/', '/native/volume*', '/src/api', '/src/web/',
  'README.md', 'internal/README.md', '/README.md', 'readme.md', 'Makefile', 'makefile',
  '[a-c].rb', '[!a-c].rb', '[^a-c].rb', '[abc]', '[]', '[!]', '[^]', '[]a]', '[a', 'a[', '[!a', '[a-]', '[-a]', '[a-', '[z-a]',
  '[a\\-c]', '[\\]]', '[\\\\]', '[a/b]', '/a[/]b', '/docs[/]a.md', '/[a-c]*/x', '[A-Z]*', '[a-z]*', '[0-9][0-9]', '[[:alpha:]]',
  '[é]', '[à-ü]', '[^é]', '[a-z', '[*]', '[?]', '*[0-9]*', 'v[0-9]*.[0-9]*',
  '\\*', '\\*.md', 'a\\*b', '\\?', '\\[a\\]', '\\#file.rb', '#file.rb', 'a#b', '\\a', 'a\\', 'a\\/b', 'a\\\\b', '/docs\\/a.md',
  'path\\ with\\ spaces/', 'path\\ with\\ spaces/*.md', '/my\\ file.txt', 'my\\  file.txt', '\\ lead', "tab\\\tbed",
  '{a,b}', '*.{js,ts}', '/{src,lib}/', '/src/{a}/', '!a', '!*.md', '~', '@a', '+(a)', '?(a)', '@(a|b)', '!(a)', '(a)', 'a|b', '$a', '^a',
  'naïve.md', '日本/', '日本/?.md', '?', '*é*', '/ü/**/ö', "e\u0301", 'é', '😀', '?😀', '[😀-😂]', '/a//b', 'a//b', '//a', 'a//', '/a/./b',
  './a', '../a', '/a/../b', '.', '..', '/./', '/a/', 'A/', 'a/b', 'a/b/', 'a/b/c', 'a*b*c', 'a**b', '/a/**b/c', '/a/b**/c', '*a*a*a*',
  '/*/', '/*/*', '/*/*/', '*/', '*/*', '**/*', '**/*.rb', '**/a/**', '/x-pack/**/ml/', '/**/', '/**/a', '/**/a/', '/***/a',
].freeze

PATHS = [
  '', 'a', 'b', 'c', 'A', 'ab', 'abc', 'a-c', '-', ']', '[', '[a', 'a[', '[a]', '[abc]', '*', '*.md', 'a*b', 'axb', '?', '\\', 'a\\b', 'a\\', '#file.rb',
  '\\#file.rb', 'a#b', '{a,b}', 'x.js', 'x.ts', 'x.{js,ts}', '{src,lib}/x', 'src/x', 'lib/x', 'lib/src/x', 'x/lib/src/y/z.rb', 'src/api',
  'src/api/x.rb', 'src/web/x/y.js', 'native/volume.cpp', 'native/volumes/a.cpp', '.editorconfig', '.github', '.github/dependabot.yml',
  '.github/workflows/ci.yml', '.a/.b/.c', 'docs', 'docs/', 'docs/a.md', 'docs/.a.md', 'docs/x/a.md', 'docs/x/y/a.md', 'x/docs/a.md', 'x/docs', 'xdocs/a.md',
  'docsx/a.md', 'a/b', 'a/b/', 'a/c', 'a/b/c', 'a/x/c', 'a/x/y/c', 'a/b/b/c', 'a/x/b/y/c', 'a//b', '/a', 'a/', 'a/./b', './a', '../a', 'a/../b', '.', '..',
  'a.rb', 'b.rb', 'd.rb', 'x/a.rb', 'é.rb', 'é', "e\u0301", 'xéy', 'ü/ö', 'ü/x/ö', '日本/語.md', '日本/語語.md', 'naïve.md', '😀', 'x😀', '😁',
  'README.md', 'readme.md', 'internal/README.md', 'app/internal/README.md', 'Makefile', 'v1.2', 'v10.20', '12', '1', 'a1b', 'aaa', 'aaaa', 'aabaa', 'abxc', 'axbxc',
  'path with spaces/a.md', 'path with spaces/x/a.md', 'x/path with spaces/a.md', 'my file.txt', 'my  file.txt', ' lead', "tab\tbed", 'tab bed',
  '!a', '!x.md', '~', '@a', '+(a)', '?(a)', '@(a|b)', '!(a)', '(a)', 'a|b', '$a', '^a', 'x-pack/a/b/ml/index.ts', 'x-pack/ml/index.ts', 'x-pack/a/b/ml',
].freeze

random = Random.new(20)
signs = ['a', 'b', 'c', '.', '/', '/', '*', '*', '**/', '?', '[ab]', '[!a]', '[^b]', '[a-c]', '[', ']', '-', '\\', '\\*', '\\ ', ' ', '{', '}', ',', 'é', '!', '#', 'A']
letters = ['a', 'a', 'b', 'c', '.', '/', '/', ' ', '*', '[', ']', '-', '\\', 'é', 'A', '{', '!']
pick = ->(from, most) { Array.new(random.rand(1..most)) { from[random.rand(from.size)] }.join }

curated = PATTERNS.uniq.map do |pattern|
  written = write_out(pattern)
  [pattern, written, PATHS.map { |path| File.fnmatch(written, "/#{path}", FLAGS) ? '1' : '0' }.join,
   PATHS.map { |path| File.fnmatch(pattern, path, FLAGS) ? '1' : '0' }.join]
end

made = Array.new(6000) do
  pattern = pick.call(signs, 8)
  # Half of the paths are derived from the pattern, so that many match.
  path = random.rand(2).zero? ? pick.call(letters, 8) : pattern.gsub('**/') { pick.call(letters, 3) + '/' }.gsub(/\[.*?\]|[*?]/) { pick.call(letters, 2) }.delete('\\')
  written = write_out(pattern)
  [pattern, path, File.fnmatch(written, "/#{path}", FLAGS), File.fnmatch(pattern, path, FLAGS)]
end

puts '{'
puts "\"ruby\": #{RUBY_VERSION.to_json},"
puts "\"paths\": #{PATHS.to_json},"
puts "\"patterns\": [\n#{curated.map(&:to_json).join(",\n")}\n],"
puts "\"random\": [\n#{made.uniq.map(&:to_json).join(",\n")}\n]"
puts '}'
