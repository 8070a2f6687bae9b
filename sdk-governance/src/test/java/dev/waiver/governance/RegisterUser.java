/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An application that has some of the vendors' modules only. */
public final class RegisterUser {
    private RegisterUser() {}

    /** Checks a register and returns the vendors whose rules were not looked at. */
    public static List<String> notLookedAt(Path file) throws IOException {
        return Lint.offline(Register.read(file), Instant.parse("2026-12-01T00:00:00Z")).notices().stream()
                .map(notice -> notice.source().vendor())
                .toList();
    }

    /** Reads a register and uses each kind of target. */
    public static List<String> use(Path file) throws IOException {
        List<String> used = new ArrayList<>();
        for (RegisterEntry entry : Register.read(file).entries()) {
            for (Target target : entry.targets()) {
                if (target instanceof EmailTarget email) {
                    used.add(email.withTenants("@all").table() + email.rule().text());
                } else if (target instanceof ScanningTarget scanning) {
                    used.add(scanning.rule().text());
                } else if (target instanceof DetectionTarget detection) {
                    used.add(
                            detection.withEnabled(EnabledRules.allOf("Default")).name() + detection.toString());
                }
            }
        }
        return used;
    }
}
