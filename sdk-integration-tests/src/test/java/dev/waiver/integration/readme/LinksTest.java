/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every relative link of a document has its target, and every anchor its heading. Nothing is looked up on the web. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(\\s*([^)\\s]+)\\s*\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*)$");

    @Test
    void everyLinkHasItsTarget() throws IOException {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Path document : Documents.all()) {
            Matcher link = LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll("code"));
            while (link.find()) {
                String target = link.group(1);
                if (target.matches("[a-z]+:.*")) {
                    continue;
                }
                links++;
                int hash = target.indexOf('#');
                String path = hash < 0 ? target : target.substring(0, hash);
                Path file = path.isEmpty()
                        ? document
                        : document.resolveSibling(path).normalize();
                if (!Files.exists(file)) {
                    dead.add(Documents.name(document) + ": no file " + target);
                } else if (hash >= 0 && !anchors(file).contains(target.substring(hash + 1))) {
                    dead.add(Documents.name(document) + ": no heading " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(links).isGreaterThan(100);
    }

    @Test
    void everyPageIsReachableFromTheIndex() throws IOException {
        Set<String> linked = new TreeSet<>();
        for (String index : List.of("README.md", "docs/README.md", "docs/adr/README.md", "docs/vendors/README.md")) {
            Path document = Documents.PROJECT.resolve(index);
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                linked.add(Documents.name(document.resolveSibling(link.group(1).replaceAll("#.*", ""))
                        .normalize()));
            }
        }
        assertThat(linked)
                .containsAll(Documents.all().stream()
                        .map(Documents::name)
                        .filter(name -> name.startsWith("docs/"))
                        .toList());
    }

    /** Returns the anchors of a document's headings, as GitHub makes them. */
    private static Set<String> anchors(Path document) throws IOException {
        Set<String> anchors = new TreeSet<>();
        Map<String, Integer> seen = new HashMap<>();
        Matcher heading =
                HEADING.matcher(FENCED.matcher(Files.readString(document)).replaceAll(""));
        while (heading.find()) {
            String anchor = heading.group(1)
                    .strip()
                    .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int repeated = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(repeated == 0 ? anchor : anchor + "-" + repeated);
        }
        return anchors;
    }
}
