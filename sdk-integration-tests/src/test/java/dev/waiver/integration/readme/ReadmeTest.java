package dev.waiver.integration.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README's snippets equal the code that is compiled and run here. {@code -Dreadme.update=true} copies it to README. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "waiver", "integration", "readme");
    private static final Pattern REGION = Pattern.compile("(?s) *// snippet: ([\\w-]+)\\R(.*?)\\R *// end");
    private static final Pattern PLACE = Pattern.compile("(?s)(<!-- snippet: ([\\w-]+) -->\\R```java\\R)(.*?)(\\R```)");

    @Test
    void everySnippetIsTheOneThatRuns() throws IOException {
        Map<String, String> snippets = snippets();
        String readme = Files.readString(README);
        String wanted = PLACE.matcher(readme)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1)
                        + java.util.Objects.requireNonNull(snippets.remove(m.group(2)), "no snippet " + m.group(2))
                        + m.group(4)));
        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(README, wanted);
        }
        assertThat(Files.readString(README)).isEqualTo(wanted);
        assertThat(snippets).as("snippets that README does not show").isEmpty();
    }

    private static Map<String, String> snippets() throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith("Test.java"))
                    .sorted()
                    .toList()) {
                Matcher region = REGION.matcher(Files.readString(file));
                while (region.find()) {
                    found.put(region.group(1), unindented(region.group(2)));
                }
            }
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
