/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.CallOptions;
import dev.waiver.core.Page;
import dev.waiver.core.Pager;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.integration.http2.Http2Front;
import dev.waiver.testing.Simulator;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves lists early, many times: nothing stays open that the caller cannot close. */
@SuppressWarnings("NullAway.Init") // set by connect, which every test calls first
@Timeout(120)
class AbandonedListsTest {
    private static final int TIMES = 140;

    private final AtomicInteger opened = new AtomicInteger();
    private Simulator simulator;
    private Http2Front front;
    private SdkTransport transport;

    private Rules connect(RuleService service, boolean http2) {
        simulator = service.open();
        front = Http2Front.before(simulator.baseUrl());
        SdkTransport.Builder builder = SdkTransport.builder().eventListenerFactory(call -> new EventListener() {
            @Override
            public void connectStart(Call of, InetSocketAddress address, Proxy proxy) {
                opened.incrementAndGet();
            }
        });
        if (http2) {
            builder.tls(
                    Http2Front.trust().sslSocketFactory(), Http2Front.trust().trustManager());
        }
        transport = builder.build();
        return service.connect(simulator, () -> {}, settings -> {
            Object unused = settings.transport(transport)
                    .requestLimits(RequestLimits.of(1, 1e9)) // a place that is not given back stops everything
                    .defaults(CallOptions.builder()
                            .deadline(Duration.ofSeconds(20))
                            .build());
            if (http2) {
                unused = settings.baseUrl(front.baseUrl());
            }
        });
    }

    @AfterEach
    void stop() {
        transport.close();
        front.close();
        simulator.close();
    }

    /** At detection, a page of rules needs a request for each. */
    @ParameterizedTest(name = "{0}, HTTP/2: {1}")
    @CsvSource({
        "EMAIL, 600, false",
        "EMAIL, 600, true",
        "SCANNING, 150, false",
        "SCANNING, 150, true",
        "DETECTION, 3, false",
        "DETECTION, 3, true"
    })
    void listsThatAreLeftEarly(RuleService service, int size, boolean http2) throws Exception {
        Rules rules = connect(service, http2);
        assertThat(rules.createAll()
                        .apply(IntStream.range(0, size).boxed().toList())
                        .execute())
                .hasSize(size);
        Pager<?> list = rules.pager();
        assertThat(list.toList()).hasSize(size);
        for (int i = 0; i < TIMES; i++) {
            leaveEarly(list, i);
        }
        assertThat(opened.get()).as("connections in all").isLessThan(http2 ? 2 : 4);
        ConnectionPool pool = transport.http().connectionPool();
        if (!http2) {
            assertThat(pool.idleConnectionCount()).isEqualTo(pool.connectionCount());
        }
        int before = opened.get();
        assertThat(rules.list().get().execute()).hasSize(size);
        assertThat(rules.list().get().executeAsync().get(20, TimeUnit.SECONDS)).hasSize(size);
        assertThat(opened).as("connections afterwards").hasValue(before);
        rules.close().run();
    }

    private static <T> void leaveEarly(Pager<T> list, int number) {
        switch (number % 7) {
            case 0 -> {
                for (T rule : list) {
                    assertThat(rule).isNotNull();
                    break;
                }
            }
            case 1 -> assertThat(list.stream().findFirst()).isPresent();
            case 2 -> assertThat(list.iterator().hasNext()).isTrue();
            case 3 -> {
                Iterator<Page<T>> pages = list.pages().iterator();
                assertThat(pages.next().items()).isNotEmpty();
            }
            case 4 ->
                assertThatThrownBy(() -> list.forEach(rule -> {
                            throw new IllegalStateException("enough");
                        }))
                        .hasMessage("enough");
            case 5 ->
                assertThat(list.map(Object::toString).filter(text -> true).stream()
                                .limit(2))
                        .hasSize(2);
            default -> assertThat(list.spliterator().tryAdvance(rule -> {})).isTrue();
        }
    }
}
