/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.core.Version;
import org.junit.jupiter.api.Test;

class ClasspathCheckTest {
    private static Version jackson(int minor) {
        return new Version(2, minor, 0, null, null, null);
    }

    @Test
    void oneSentenceForWhatIsTooOld() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ClasspathCheck.check(false, jackson(22)))
                .withMessageContaining("OkHttp")
                .withMessageContaining("okhttp-jvm");
        assertThatIllegalStateException()
                .isThrownBy(() -> ClasspathCheck.check(true, jackson(18)))
                .withMessageContaining("Jackson")
                .withMessageContaining("2.19");
        assertThatNoException().isThrownBy(() -> ClasspathCheck.check(true, jackson(19)));
        assertThatNoException().isThrownBy(ClasspathCheck::check);
    }
}
