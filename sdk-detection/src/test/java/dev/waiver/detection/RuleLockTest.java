/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.RuleLock;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what is locked for other JVMs: names of exceptions, their ids, and rule sets. */
class RuleLockTest {
    private final DetectionFixture f = new DetectionFixture();

    /** The uses of the lock: its key, and the number of writes that the service had received. */
    private final List<String> events = new CopyOnWriteArrayList<>();

    private final RuleLock lock = (key, atMost) -> {
        events.add(key + " " + f.service.writes().size());
        return () -> events.add(key + " " + f.service.writes().size());
    };

    private final DetectionClient client =
            DetectionFixture.client(f.service).clock(f.time).ruleLock(lock).build();

    @AfterEach
    void close() {
        client.close();
        f.close();
    }

    private static DetectionExceptionRule rule(String name) {
        return DetectionExceptionRule.windows(name)
                .when(Facet.INSTIGATING_IMAGE_SHA256.isAnyOf(DetectionFixture.SHA256))
                .build();
    }

    /** Returns the key that was locked last, which was held from before the write until after it. */
    private String key(int writesBefore) {
        assertThat(events).hasSize(2);
        String key = events.get(0).split(" ", -1)[0];
        assertThat(events).containsExactly(key + " " + writesBefore, key + " " + (writesBefore + 1));
        events.clear();
        return key;
    }

    @Test
    void namesIdsAndRuleSetsAreLocked() {
        String set = f.service.addRuleSet(DetectionFixture.text("ruleset.json"));
        String id = client.exceptions().ensure(rule("one")).execute().rule().id();
        String one = key(0);
        Object unused = client.exceptions().ensure(rule("two")).execute();
        String two = key(1);
        unused = client.exceptions()
                .edit(id, rule -> rule.withDescription("edited"))
                .execute();
        String edit = key(2);
        unused = client.exceptions()
                .replace(id, rule("one").withDescription("replaced"))
                .execute();
        assertThat(key(3)).isEqualTo(edit);
        unused = client.ruleSets()
                .enable(set, id, RuleSelection.named("Unsigned Child"))
                .execute();
        String enable = key(4);
        unused = client.ruleSets().resave(set).execute();
        assertThat(key(5)).isEqualTo(enable);
        assertThat(List.of(one, two, edit, enable)).doesNotHaveDuplicates();
    }
}
