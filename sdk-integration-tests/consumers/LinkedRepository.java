import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Creates the local repository for the consumer builds. It contains links into the user's local repository, so that
 * nothing is downloaded twice and an offline build finds what an earlier one downloaded; only {@code dev/waiver}
 * contains the modules that were just packaged. (Maven 3.9 can chain repositories, Maven 3.8 cannot.) If links are not
 * allowed, the consumers download what they need into {@code target}.
 *
 * <p>Arguments: the user's local repository, the folder where the modules were installed, the repository to create.
 */
final class LinkedRepository {
    public static void main(String[] args) throws IOException {
        Path users = Path.of(args[0]).toAbsolutePath();
        Path installed = Path.of(args[1]).toAbsolutePath();
        Path made = Path.of(args[2]).toAbsolutePath();
        Files.createDirectories(made.resolve("dev"));
        // Groups that consumers need and that a new machine may not have yet.
        for (String group : List.of(
                "aopalliance", "ch", "com", "commons-codec", "commons-io", "io", "jakarta", "javax", "junit", "net", "org", "tools")) {
            Files.createDirectories(users.resolve(group));
        }
        try {
            link(users, made, "dev");
            if (Files.isDirectory(users.resolve("dev"))) {
                link(users.resolve("dev"), made.resolve("dev"), "waiver");
            }
            link(installed.resolve("dev"), made.resolve("dev"), "");
        } catch (FileSystemException | UnsupportedOperationException e) {
            System.out.println("Links are not allowed on this system (" + e + "): the consumers download into " + made);
            copy(installed.resolve("dev"), made.resolve("dev"));
        }
    }

    private static void link(Path from, Path to, String except) throws IOException {
        for (Path child : children(from)) {
            Path link = to.resolve(child.getFileName());
            if (Files.isDirectory(child) && !child.getFileName().toString().equals(except) && Files.notExists(link)) {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, child);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
