import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks the builds of the consumers: no class is on a class path twice, no consumer is missing, and the versions of
 * the SDK's modules come from the BOM only.
 *
 * <p>Argument: the folder of the builds.
 */
final class ConsumerCheck {
    private static final Pattern OUR_VERSION =
            Pattern.compile("<artifactId>sdk-(?!bom)[a-z]+</artifactId>\\s*<version>", Pattern.DOTALL);
    private static final Pattern BOM = Pattern.compile("<artifactId>sdk-bom</artifactId>");

    public static void main(String[] args) throws IOException {
        List<String> complaints = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> builds = Files.list(Path.of(args[0]))) {
            for (Path build : builds.filter(b -> Files.exists(b.resolve("pom.xml"))).sorted().toList()) {
                check(build, complaints);
                seen++;
            }
        }
        if (seen < 11) {
            complaints.add("only " + seen + " consumers were built");
        }
        complaints.forEach(System.err::println);
        if (!complaints.isEmpty()) {
            System.exit(1);
        }
        System.out.println(seen + " consumers: no duplicate classes, all SDK versions from sdk-bom");
    }

    private static void check(Path build, List<String> complaints) throws IOException {
        String name = build.getFileName().toString();
        String pom = Files.readString(build.resolve("pom.xml"));
        if (!BOM.matcher(pom).find() || OUR_VERSION.matcher(pom).find()) {
            complaints.add(name + ": the version of an SDK module does not come from sdk-bom");
        }
        Path classPath = build.resolve("target/class-path.txt");
        if (!Files.exists(classPath)) {
            complaints.add(name + ": no class path was written");
            return;
        }
        twice(Files.readString(classPath).strip())
                .forEach((jars, classes) -> complaints.add(name + ": " + classes + " classes are in each of " + jars));
    }

    /** Returns the number of duplicate classes for each set of jars that contain them. */
    private static Map<String, Integer> twice(String classPath) throws IOException {
        Map<String, TreeSet<String>> where = new TreeMap<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            try (JarFile jar = new JarFile(entry)) {
                jar.stream()
                        .map(e -> e.getName())
                        .filter(n -> n.endsWith(".class") && !n.startsWith("META-INF/") && !n.endsWith("module-info.class"))
                        .forEach(n -> where.computeIfAbsent(n, k -> new TreeSet<>()).add(jarName(entry)));
            }
        }
        Map<String, Integer> found = new TreeMap<>();
        where.values().stream()
                .filter(jars -> jars.size() > 1)
                .forEach(jars -> found.merge(jars.toString(), 1, Integer::sum));
        return found;
    }

    private static String jarName(String entry) {
        return Path.of(entry).getFileName().toString();
    }
}
