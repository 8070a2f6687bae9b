import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the simulators from the standalone jar and sends a request to each.
 *
 * <p>Argument: the jar.
 */
final class StandaloneCheck {
    private static final List<String> SERVICES = List.of("scanning", "email", "detection");
    private static final Pattern LINE = Pattern.compile("\\{\"service\":\"([a-z]+)\",\"baseUrl\":\"([^\"]+)\".*}");

    public static void main(String[] args) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-jar", args[0], "scanning=0", "email=0", "detection=0", "--rules", "1000", "--tenants", "3")
                .redirectErrorStream(true)
                .start();
        // A safeguard: if this program hangs, the process still ends and does not outlive the build.
        process.onExit().orTimeout(60, TimeUnit.SECONDS).exceptionally(e -> process.destroyForcibly());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            HttpClient http = HttpClient.newHttpClient();
            for (String service : SERVICES) {
                String line = lines.readLine();
                Matcher matcher = LINE.matcher(String.valueOf(line));
                if (!matcher.matches() || !matcher.group(1).equals(service)) {
                    throw new IllegalStateException("expected the line of " + service + ": " + line);
                }
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(matcher.group(2) + "/v2/exceptions")).build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() / 100 != 4) { // not authenticated, and not every service has this path
                    throw new IllegalStateException(service + " responded with " + answer.statusCode());
                }
            }
        } finally {
            process.destroy();
        }
        System.out.println(SERVICES + " served by " + Path.of(args[0]).getFileName());
    }
}
