/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.testing.internal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests what the cost of long lists rests on: items are generated once, and a snapshot is taken once. */
class ItemStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final ItemStore<StoredRule> store = new ItemStore<>();

    private static StoredRule rule(String id, @Nullable Instant created) {
        return StoredRule.of(id, Json.object(), created);
    }

    private List<String> ids() {
        return store.all().stream().map(StoredRule::id).toList();
    }

    @Test
    void itemsAreGeneratedOnceWhenTheStoreIsUsed() {
        List<Integer> generated = new ArrayList<>();
        store.seed(1, 3, number -> {
            generated.add(number);
            return rule("g" + number, null);
        });
        assertThat(generated).isEmpty();
        assertThat(ids()).containsExactly("g1", "g2", "g3");
        assertThat(store.get("g2")).isNotNull();
        assertThat(generated).containsExactly(1, 2, 3);
        store.seed(4, 1, number -> rule("g" + number, null));
        assertThat(ids()).containsExactly("g1", "g2", "g3", "g4");
        store.seed(5, 1, number -> rule("g" + number, null));
        store.put(rule("own", null));
        assertThat(ids()).containsExactly("g1", "g2", "g3", "g4", "g5", "own");
        store.clear();
        assertThat(ids()).isEmpty();
    }

    @Test
    void aSnapshotIsTakenOncePerChange() {
        store.put(rule("a", null));
        store.put(rule("b", NOW));
        List<StoredRule> first = store.all();
        assertThat(store.all()).isSameAs(first);
        assertThat(store.listed(NOW, Duration.ZERO)).isSameAs(first);

        store.put(rule("a", null));
        assertThat(store.all()).isNotSameAs(first);
        assertThat(ids()).containsExactly("a", "b");
        assertThat(store.remove("a")).isTrue();
        assertThat(store.remove("a")).isFalse();
        assertThat(ids()).containsExactly("b");
        assertThat(first).hasSize(2);
        assertThat(store.listed(NOW, Duration.ofSeconds(1))).isEmpty();
        assertThat(store.listed(NOW.plusSeconds(1), Duration.ofSeconds(1))).hasSize(1);
    }
}
