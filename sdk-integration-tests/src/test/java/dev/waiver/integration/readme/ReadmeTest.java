package dev.waiver.integration.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * README's snippets equal the code that is compiled and run here, and the files that other documents show equal those
 * that consumers build. {@code -Dreadme.update=true} copies the code to the documents.
 */
class ReadmeTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path README = PROJECT.resolve("README.md");
    private static final Path DOCS = PROJECT.resolve("docs");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "waiver", "integration", "readme");
    private static final Pattern REGION = Pattern.compile("(?s) *// snippet: ([\\w-]+)\\R(.*?)\\R *// end");
    private static final Pattern PLACE = Pattern.compile("(?s)(<!-- snippet: ([\\w-]+) -->\\R```java\\R)(.*?)(\\R```)");
    private static final Pattern FILE =
            Pattern.compile("(?s)(<!-- file: ([\\w/.-]+)(?:#([\\w-]+))? -->\\R```\\w+\\R)(.*?)(\\R```)");

    @Test
    void everySnippetIsTheOneThatRuns() throws IOException {
        Map<String, String> snippets = snippets();
        String readme = Files.readString(README);
        String wanted = PLACE.matcher(readme)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1)
                        + Objects.requireNonNull(snippets.remove(m.group(2)), "no snippet " + m.group(2))
                        + m.group(4)));
        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(README, wanted);
        }
        assertThat(Files.readString(README)).isEqualTo(wanted);
        assertThat(snippets).as("snippets that README does not show").isEmpty();
    }

    @Test
    void everyFileThatADocumentShowsIsTheOneThatConsumersBuild() throws IOException {
        Map<Path, Integer> shown = new TreeMap<>();
        try (Stream<Path> documents = Files.list(DOCS)) {
            for (Path document :
                    documents.filter(d -> d.toString().endsWith(".md")).sorted().toList()) {
                String text = Files.readString(document);
                Matcher file = FILE.matcher(text);
                StringBuilder wanted = new StringBuilder();
                while (file.find()) {
                    String code = part(Files.readString(PROJECT.resolve(file.group(2))), file.group(3));
                    file.appendReplacement(wanted, Matcher.quoteReplacement(file.group(1) + code + file.group(5)));
                    shown.merge(document.getFileName(), 1, Integer::sum);
                }
                file.appendTail(wanted);
                if (Boolean.getBoolean("readme.update")) {
                    Files.writeString(document, wanted);
                }
                assertThat(Files.readString(document)).isEqualTo(wanted.toString());
            }
        }
        assertThat(shown).isEqualTo(Map.of(Path.of("several-jvms.md"), 4));
    }

    /** Returns the snippet of a file, or the whole file. */
    private static String part(String file, @Nullable String snippet) {
        return snippet == null
                ? file.strip()
                : Objects.requireNonNull(snippets(file).get(snippet), snippet);
    }

    private static Map<String, String> snippets() throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith("Test.java"))
                    .sorted()
                    .toList()) {
                found.putAll(snippets(Files.readString(file)));
            }
        }
        return found;
    }

    private static Map<String, String> snippets(String code) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher region = REGION.matcher(code);
        while (region.find()) {
            found.put(region.group(1), unindented(region.group(2)));
        }
        return found;
    }

    private static String unindented(String code) {
        int least = code.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return code.lines()
                .map(line -> line.isBlank() ? "" : line.substring(least))
                .collect(Collectors.joining("\n"));
    }
}
