/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.spi.AccessToken;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests lookups of host names that hang: a call ends in time all the same. */
@Timeout(60)
class LookupTest {
    private static final CallOptions SHORT =
            CallOptions.builder().deadline(Duration.ofMillis(300)).build();

    private final CountDownLatch end = new CountDownLatch(1);
    private final Queue<String> hosts = new ConcurrentLinkedQueue<>();

    /** A resolver that hangs for four seconds, and like the system's, cannot be interrupted. */
    private final Dns hanging = host -> {
        hosts.add(host);
        boolean interrupted = false;
        while (true) {
            try {
                boolean unused = end.await(4, TimeUnit.SECONDS);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw new UnknownHostException(host);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    };

    @AfterEach
    void stop() {
        end.countDown();
    }

    private TestProtocol.Builder builder(SdkTransport transport) {
        return new TestProtocol.Builder().transport(transport);
    }

    private void endsInTime(ApiCall<?> call, String host) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> call.with(SHORT).execute()).isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> call.with(SHORT).executeAsync().get())
                .hasCauseInstanceOf(DeadlineExceededException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(hosts).isNotEmpty().containsOnly(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scanner01",
                "SCANNER01",
                "scanner01.",
                "gateway.example.9",
                "10.0.0.1.example1",
                "0x7f.1",
                "0x7f000001",
                "127.0.0.0x1"
            })
    void aHostWhoseLookupHangs(String host) {
        TestProtocol.Api api = builder(SdkTransport.builder().dns(hanging).build())
                .build("https://" + host + "/")
                .builtInApi(TestProtocol.Api.class);
        endsInTime(api.get("x"), host.toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy01", "proxy.example", "PROXY9."})
    void aProxyWhoseLookupHangs(String proxy) {
        TestProtocol.Api api = builder(SdkTransport.builder()
                        .dns(hanging)
                        .proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy, 3128)))
                        .build())
                .build("https://service.example/")
                .builtInApi(TestProtocol.Api.class);
        endsInTime(api.get("x"), proxy);
    }

    @Test
    void aSignInWhoseLookupHangs() {
        SdkTransport transport = SdkTransport.builder().dns(hanging).build();
        TestProtocol.Api signIn = builder(transport).build("https://login01/").builtInApi(TestProtocol.Api.class);
        TestProtocol.Api api = builder(transport)
                .build("https://scanner01/", () -> signIn.get("token")
                        .map(node -> AccessToken.untilRefused(dev.waiver.core.Secret.of("token", node.asText()))))
                .builtInApi(TestProtocol.Api.class);
        endsInTime(api.get("x"), "login01");
    }

    @Test
    void cancelingAndInterruptingEndALookup() throws Exception {
        SdkTransport transport = SdkTransport.builder().dns(hanging).build();
        ApiCall<?> call = builder(transport)
                .build("https://scanner01/")
                .builtInApi(TestProtocol.Api.class)
                .get("x");
        CompletableFuture<?> running = call.executeAsync();
        SlowServiceFixture.eventually(() -> hosts.size() == 1);
        assertThat(running.cancel(true)).isTrue();
        SlowServiceFixture.eventually(() -> transport.http().dispatcher().runningCallsCount() == 0);

        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                Object unused = call.execute();
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        SlowServiceFixture.eventually(() -> hosts.size() == 2);
        thread.interrupt();
        thread.join(2_000);
        assertThat(thrown.get()).isInstanceOf(InterruptedCallException.class);
    }

    /** They need no lookup: OkHttp reads them. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:0:0:1]"})
    void anAddressIsNotLookedUp(String address) throws ExecutionException, InterruptedException {
        TestProtocol.Api api = builder(SdkTransport.builder().dns(hanging).build())
                .build("https://" + address + ":1/")
                .builtInApi(TestProtocol.Api.class);
        CallOptions once = CallOptions.builder().maxRetries(0).build();
        assertThatThrownBy(() -> api.get("x").with(once).execute()).isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> api.get("x").with(once).executeAsync().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TransportException.class);
        assertThat(hosts).isEmpty();
    }

    /** Java would look them up as names, and outside of the resolver that is set. */
    @ParameterizedTest
    @ValueSource(
            strings = {"10.20.30.256", "1.2.3.4.5", "127.999.0.1", "127.1", "2130706433", "1.2.3.4.", "0127.0.0.1"})
    void numbersThatAreNoAddressAreRefused(String host) {
        for (String scheme : List.of("http", "https")) {
            assertThatThrownBy(() -> builder(SdkTransport.create()).build(scheme + "://" + host + ":8443/"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("baseUrl: the host " + host + " is no IPv4 address");
        }
    }
}
