/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.ContextPropagator;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.RuleLock;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.TokenStore;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link ClientBuilder}, which users can set and only the SDK can read. */
public record ClientConfig(
        @Nullable SdkTransport transport,
        @Nullable Object credentialOwner,
        CallOptions defaults,
        @Nullable RequestLimits requestLimits,
        boolean plainHttpAllowed,
        @Nullable TokenStore tokenStore,
        @Nullable RuleLock ruleLock,
        SdkClock clock,
        Supplier<String> requestIdSupplier,
        DoubleSupplier jitter,
        Executor callbackExecutor,
        @Nullable ContextPropagator contextPropagator) {
    private static volatile @Nullable Function<ClientBuilder<?, ?>, ClientConfig> reader;

    /** Sets the function that reads the settings of a builder. Called once, by {@link ClientBuilder}. */
    public static void readBuildersWith(Function<ClientBuilder<?, ?>, ClientConfig> value) {
        reader = value;
    }

    static ClientConfig of(ClientBuilder<?, ?> builder) {
        return Objects.requireNonNull(reader, "reader").apply(builder);
    }
}
