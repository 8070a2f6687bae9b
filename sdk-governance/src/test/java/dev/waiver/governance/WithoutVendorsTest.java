/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A register is read with any of the vendors' modules missing. */
class WithoutVendorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email",
                "scanning",
                "detection",
                "email scanning",
                "email detection",
                "scanning detection",
                "email scanning detection"
            })
    void readsARegisterAndUsesItsTargets(String missing) throws Exception {
        try (URLClassLoader loader = loaderWithout(List.of(missing.split(" ")))) {
            Class<?> user = loader.loadClass(RegisterUser.class.getName());
            Object used = user.getMethod("use", Path.class).invoke(null, RegisterTest.resource("waivers.yaml"));

            assertThat(user.getClassLoader()).isSameAs(loader);
            assertThat((List<?>) used).hasSize(5);
        }
    }

    /** A method that takes a vendor's type must not be among those that the compiler chooses from. */
    @Test
    void compilesWithoutVendors(@TempDir Path directory) throws IOException {
        Path source = Files.writeString(directory.resolve("Program.java"), """
                import dev.waiver.core.json.*;
                import dev.waiver.governance.*;

                class Program {
                    JsonDocument json = JsonCodec.strictNames().document("{}");
                    Target email = EmailTarget.ofMembers("blacklist", json).withUnchecked(json).withTenants("@all");
                    Target domain = EmailTarget.ofDomain("blacklist", "evil.example").withMember("a", "b");
                    Target scanning = ScanningTarget.ofMembers(json);
                    Target detection = DetectionTarget.ofMembers(json).withEnabled(EnabledRules.allOf("Default"));
                    RegisterEntry entry = RegisterEntry.builder("a").target(email).build();
                    Register register = Register.builder("k7q2m4x9").entry(entry).build();
                }
                """);
        String classPath = classPath().stream()
                .filter(path -> Stream.of("email", "scanning", "detection").noneMatch(v -> path.contains("sdk-" + v)))
                .collect(Collectors.joining(File.pathSeparator));
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);

        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(out, out, "-proc:none", "-cp", classPath, "-d", directory.toString(), source.toString());

        assertThat(result).as(messages.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "scanning", "detection"})
    void aMissingModuleIsReallyMissing(String missing) throws IOException {
        try (URLClassLoader loader = loaderWithout(List.of(missing))) {
            assertThat(loader.getResource("dev/waiver/governance/Register.class"))
                    .isNotNull();
            assertThat(loader.getResource("dev/waiver/" + missing + "/package-info.class"))
                    .isNull();
        }
    }

    private static URLClassLoader loaderWithout(List<String> missing) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String path : classPath()) {
            boolean left = missing.stream().anyMatch(module -> path.contains("sdk-" + module));
            if (!left) {
                urls.add(Path.of(path).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static List<String> classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .toList();
    }
}
