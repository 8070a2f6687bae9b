/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkTransport;
import dev.waiver.email.EmailClient;
import dev.waiver.email.TenantResults;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailList;
import dev.waiver.integration.time.SharedTime;
import dev.waiver.testing.EmailSimulator;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A walk over many tenants takes the time that the request limits ask for, and hardly more. */
@Timeout(120)
class ManyTenantsTest {
    private static final int TENANTS = 300;

    /** The default of the email client. */
    private static final int AT_ONCE = 10;

    private static final int PER_SECOND = 10;

    private static final Duration RESPONSE = Duration.ofMillis(300);

    /** Each call that runs at once is a caller. */
    private final SharedTime time = new SharedTime(true);

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    private SdkTransport transport() {
        return SdkTransport.builder()
                .addInterceptor(chain -> {
                    try {
                        time.sleep(RESPONSE.toNanos());
                    } catch (InterruptedException e) {
                        throw new InterruptedIOException();
                    }
                    return chain.proceed(chain.request());
                })
                .build();
    }

    private ApiCall<Long> count(EmailClient tenant) {
        if (started.getAndIncrement() == 0) {
            time.begin(AT_ONCE - 1);
        }
        return tenant.exceptions(EmailList.WHITELIST).list().all().map(rules -> {
            if (ended.incrementAndGet() > TENANTS - AT_ONCE) {
                time.end();
            }
            return (long) rules.size();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesATenthOfASecondPerRequestAlsoIfEachResponseTakesLonger(boolean async) {
        String[] scopes =
                IntStream.range(0, TENANTS).mapToObj(i -> "farm:t" + i).toArray(String[]::new);
        try (EmailSimulator simulator =
                        EmailSimulator.builder().scopes(scopes).clock(time).build();
                SdkTransport transport = transport();
                EmailClient email = EmailClient.builder()
                        .baseUrl(simulator.baseUrl())
                        .credentials(InfinityCredentials.of(
                                simulator.credentials().clientId(),
                                simulator.credentials().accessKey()))
                        .transport(transport)
                        .clock(time)
                        .defaults(SharedTime.LIMITS)
                        .build()) {
            time.begin(1);
            ApiCall<TenantResults<Long>> walk = email.forEachTenant(this::count);
            TenantResults<Long> counts = async ? walk.executeAsync().join() : walk.execute();
            counts.throwIfIncomplete();
            assertThat(counts.values()).hasSize(TENANTS);
            int requests = simulator.requests().size();
            assertThat(requests).as("with the authentication and the scopes").isEqualTo(TENANTS + 2);
            assertThat(time.nanoTime() / 1e9)
                    .isBetween((requests - 2.0 * PER_SECOND) / PER_SECOND, 1.1 * requests / PER_SECOND);
        }
    }
}
