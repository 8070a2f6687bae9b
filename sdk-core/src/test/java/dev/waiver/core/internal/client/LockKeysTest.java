/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.json.OpenEnum;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests of the keys of locks. */
class LockKeysTest {
    private static final class Word extends OpenEnum {
        private static final long serialVersionUID = 1;

        Word(String value) {
            super(value);
        }

        @Override
        public boolean isKnown() {
            return !value().equals("new");
        }
    }

    /** Other versions of the SDK that run at the same time need the same keys: a change splits every lock. */
    @Test
    void theKeyStaysTheSame() {
        assertThat(LockKeys.of(List.of(
                        "Rules",
                        "https://host/",
                        List.of("tenant", new Word("new")),
                        Map.of("b", Set.of("x", "y"), "a", Optional.of("ü")))))
                .isEqualTo("4d13077887dbc7b7ffa0b6ef6c1b191060cd188fd8da4109b1933dd08c582701");
    }

    @Test
    void setsAndMapsHaveNoOrder() {
        // Strings of one hash code, which keep the order of insertion in a HashMap.
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(Stream.of(List.of("Aa", "BB", "x"), List.of("x", "BB", "Aa"), List.of("BB", "x", "Aa"))
                        .map(order -> {
                            Map<String, Object> map = new LinkedHashMap<>();
                            order.forEach(name -> map.put(name, new LinkedHashSet<>(order)));
                            return LockKeys.of(List.of(map));
                        })
                        .distinct())
                .hasSize(1);
    }

    @Test
    void differentValuesHaveDifferentKeys() {
        List<Object> values = List.of(
                "",
                "a",
                "ab",
                List.of(),
                List.of("a"),
                List.of("a", "b"),
                List.of("b", "a"),
                List.of("ab"),
                List.of("a,b"),
                List.of("1:a"),
                List.of("a1:b"),
                List.of("", "ab"),
                List.of("ab", ""),
                List.of(List.of("a"), "b"),
                List.of("a", List.of("b")),
                List.of(Optional.empty(), "a"),
                List.of("a", Optional.empty()),
                Map.of("a", "b", "c", "d"),
                Map.of("a", "d", "c", "b"),
                Map.of("a", Set.of("b", "c")),
                Map.of("a", Set.of("b"), "c", ""));
        assertThat(values.stream().map(LockKeys::of).distinct()).hasSameSizeAs(values);
        assertThat(values.stream().map(LockKeys::of)).allMatch(key -> key.matches("[0-9a-f]{64}"));
    }

    @Test
    void whatMayDifferBetweenJvmsIsRefused() {
        assertThatThrownBy(() -> LockKeys.of(List.of("a", Optional.of(new BigDecimal("1.0")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.math.BigDecimal");
        assertThatThrownBy(() -> LockKeys.of(new Object())).isInstanceOf(IllegalArgumentException.class);
    }
}
