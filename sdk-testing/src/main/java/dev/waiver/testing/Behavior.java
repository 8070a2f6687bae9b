/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Settings for what the vendors do not document, common to all services. Change them before the requests they are meant
 * for. {@link Simulator#reset()} restores the defaults.
 *
 * @param <B> the vendor's behavior type
 */
public abstract class Behavior<B extends Behavior<B>> {
    // Written by test threads and read by connection threads, as are the vendors' own settings.
    volatile Duration listLag = Duration.ZERO;
    volatile ObjectNode extraMembers;
    volatile UnaryOperator<ObjectNode> stored = UnaryOperator.identity();
    volatile Runnable concurrentWriter = () -> {};

    Behavior(String extraMembers) {
        this.extraMembers = Json.parseObject(extraMembers);
    }

    abstract B self();

    /**
     * Sets how long created items stay out of lists, by the simulator's clock. Default: zero.
     *
     * @param lag the time between the creation of an item and its first listing
     */
    public B listLag(Duration lag) {
        listLag = lag;
        return self();
    }

    /**
     * Sets undocumented members to add to every new item; at the detection service also to summaries and lists.
     * Default: a null member, and an object with a decimal.
     *
     * @param json a JSON object
     * @throws IllegalArgumentException if {@code json} is not a JSON object
     */
    public B extraMembers(String json) {
        extraMembers = Json.parseObject(json);
        return self();
    }

    /**
     * Sets a function that changes what creates and updates store. Default: no change.
     *
     * @param change returns what is stored, given what should be stored
     */
    public B storesDifferently(UnaryOperator<ObjectNode> change) {
        stored = change;
        return self();
    }

    /**
     * Sets an action that simulates a concurrent writer: it runs each time a create (at the detection service: any
     * write) has taken effect and before the response is sent. None by default.
     *
     * @param action the concurrent change, such as adding an equal rule
     */
    public B concurrentWriter(Runnable action) {
        concurrentWriter = action;
        return self();
    }
}
