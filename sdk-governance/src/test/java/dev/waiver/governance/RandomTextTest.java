/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file has, reading it gives a register or a {@link RegisterException} with a place. */
class RandomTextTest {
    private static final int RUNS = 1500;
    private static final String PIECES = "{}[],:-?&*!|>'\"%@`#~ \n\t\r\\\u0000\u0007\u0085\u2028\uFEFF<=0x1e_.";

    @Test
    void changedRegistersThrowNothingElse() throws IOException {
        String text = Files.readString(RegisterTest.resource("waivers.yaml"));
        int refused = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            refused += refuses(seed, changed(text, new Random(seed))) ? 1 : 0;
        }
        assertThat(refused).isBetween(RUNS / 4, RUNS);
    }

    @Test
    void randomTextsThrowNothingElse() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.append(
                        random.nextInt(4) == 0
                                ? (char) random.nextInt(0x10000)
                                : PIECES.charAt(random.nextInt(PIECES.length())));
            }
            assertThat(refuses(seed, text.toString())).isTrue();
        }
    }

    @Test
    void randomBytesThrowNothingElse(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("r.yaml");
        for (int seed = 0; seed < RUNS / 10; seed++) {
            byte[] bytes = new byte[new Random(seed).nextInt(100)];
            new Random(seed).nextBytes(bytes);
            Files.write(file, bytes);
            try {
                Register unused = Register.read(file);
            } catch (RegisterException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
    }

    private static String changed(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(changed.length());
            int end = Math.min(changed.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> changed.delete(at, end);
                case 1 -> changed.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 2 -> changed.insert(at, changed.substring(at, end));
                default -> changed.setCharAt(at, (char) random.nextInt(0x110));
            }
        }
        return changed.toString();
    }

    private static boolean refuses(int seed, String text) {
        try {
            Register unused = Register.parse("r.yaml", text);
            return false;
        } catch (RegisterException e) {
            assertThat(e.problems()).as("seed " + seed).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.file()).isEqualTo("r.yaml");
                assertThat(problem.line()).isPositive();
                assertThat(problem.message()).isNotBlank();
            });
            assertThat(e).hasMessageStartingWith("the register has ");
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + text, e);
        }
    }
}
