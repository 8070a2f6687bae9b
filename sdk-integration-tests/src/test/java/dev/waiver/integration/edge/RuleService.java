/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.DetectionBehavior;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.ScanningBehavior;
import dev.waiver.testing.ScanningSimulator;
import dev.waiver.testing.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A vendor's service, and clients of it. */
public enum RuleService {
    SCANNING {
        @Override
        public Simulator open(Clock clock) {
            ScanningSimulator simulator =
                    ScanningSimulator.builder().clock(clock).build();
            ScanningBehavior unused = simulator.behavior().paging(ScanningBehavior.Paging.ANNOUNCED, 100);
            return simulator;
        }

        @Override
        public Rules connect(Simulator of, @Nullable Runnable signingIn, Consumer<ClientBuilder<?, ?>> settings) {
            ScanningSimulator.Credentials key = ((ScanningSimulator) of).credentials();
            ScanningClient client = configured(
                            ScanningClient.builder(),
                            of,
                            settings,
                            () -> PasswordCredentials.of(key.apiKey(), key.username(), key.password()),
                            signingIn)
                    .build();
            return rules(
                    number -> ScanningExceptionRule.forHosts("10.0." + number / 250 + "." + number % 250)
                            .nvt("1.3.6.1.4.1.25623.1.0.815255")
                            .text("" + number)
                            .newSeverity(0)
                            .build(),
                    client.exceptions(),
                    (rule, version) -> rule.withText(version),
                    rule -> rule.text().orElse(""),
                    client::close);
        }

        @Override
        public Map<String, String> stored(Simulator of) {
            Map<String, String> rules = new TreeMap<>();
            for (JsonNode rule : ((ScanningSimulator) of).rules()) {
                rules.put(rule.path("id").asText(), rule.path("text").asText());
            }
            return rules;
        }
    },

    EMAIL {
        @Override
        public Simulator open(Clock clock) {
            return EmailSimulator.builder().clock(clock).build();
        }

        @Override
        public Rules connect(Simulator of, @Nullable Runnable signingIn, Consumer<ClientBuilder<?, ?>> settings) {
            EmailSimulator.Credentials key = ((EmailSimulator) of).credentials();
            EmailClient client = configured(
                            EmailClient.builder(),
                            of,
                            settings,
                            () -> InfinityCredentials.of(key.clientId(), key.accessKey()),
                            signingIn)
                    .build();
            return rules(
                    number -> EmailExceptionRule.builder()
                            .senderDomain("n" + number + ".example", MatchMode.ENDS_WITH)
                            .comment("" + number)
                            .build(),
                    client.exceptions(EmailList.BLACKLIST),
                    (rule, version) -> rule.withComment(version),
                    rule -> rule.comment().orElse(""),
                    client::close);
        }

        @Override
        public Map<String, String> stored(Simulator of) {
            Map<String, String> rules = new TreeMap<>();
            for (JsonNode rule : ((EmailSimulator) of).rules("blacklist")) {
                rules.put(rule.path("entityId").asText(), rule.path("comment").asText());
            }
            return rules;
        }
    },

    /** The response to a create is empty, so that new rules have to be looked up. */
    DETECTION {
        @Override
        public Simulator open(Clock clock) {
            return DetectionSimulator.builder()
                    .clock(clock)
                    .behavior(behavior -> behavior.createResponse(201, false, DetectionBehavior.Body.NONE))
                    .build();
        }

        @Override
        public Rules connect(Simulator of, @Nullable Runnable signingIn, Consumer<ClientBuilder<?, ?>> settings) {
            DetectionSimulator.Credentials key = ((DetectionSimulator) of).credentials();
            DetectionClient client = configured(
                            DetectionClient.builder(),
                            of,
                            settings,
                            () -> ApplicationCredentials.of(
                                    key.tenantId(), key.applicationId(), key.applicationSecret()),
                            signingIn)
                    .build();
            return rules(
                    number -> DetectionExceptionRule.windows("rule-" + number)
                            .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                            .build()
                            .withDescription("" + number),
                    client.exceptions(),
                    (rule, version) -> rule.withDescription(version),
                    rule -> rule.description().orElse(""),
                    client::close);
        }

        @Override
        public Map<String, String> stored(Simulator of) {
            Map<String, String> rules = new TreeMap<>();
            ((DetectionSimulator) of)
                    .exceptions()
                    .forEach((id, document) ->
                            rules.put(id, json(document).path("Description").asText()));
            return rules;
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Starts the service. */
    public Simulator open() {
        return open(Clock.systemUTC());
    }

    /** Starts the service on a clock. */
    public abstract Simulator open(Clock clock);

    /**
     * Connects a client.
     *
     * @param signingIn runs whenever the client asks for its credentials; null for fixed credentials, which clients
     *     share
     * @param settings more settings
     */
    public abstract Rules connect(
            Simulator simulator, @Nullable Runnable signingIn, Consumer<ClientBuilder<?, ?>> settings);

    /** Returns the versions of the stored rules by their ids, without a request. */
    public abstract Map<String, String> stored(Simulator simulator);

    /** Returns whether a request changes rules. */
    public static boolean writes(RecordedRequest request) {
        return !request.authentication() && !request.method().equals("GET");
    }

    private static <R extends ExceptionRule> Rules rules(
            IntFunction<R> rule,
            ExceptionOperations<R> all,
            BiFunction<R, String, R> changed,
            Function<R, String> version,
            Runnable close) {
        return new Rules(
                number -> all.create(rule.apply(number)).map(ExceptionRule::id),
                numbers -> all.createAll(numbers.stream().map(rule::apply).toList())
                        .map(result -> result.throwIfFailed().rules().stream()
                                .map(ExceptionRule::id)
                                .toList()),
                (id, to) -> all.edit(id, stored -> changed.apply(stored, to)),
                all::remove,
                id -> all.get(id).map(version),
                () -> all.list().all(),
                all.list(),
                close);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <B extends ClientBuilder<B, C>, C> B configured(
            B builder,
            Simulator simulator,
            Consumer<ClientBuilder<?, ?>> settings,
            Supplier<C> credentials,
            @Nullable Runnable signingIn) {
        if (signingIn == null) {
            builder.credentials(credentials.get());
        } else {
            builder.credentials(() -> {
                signingIn.run();
                return credentials.get();
            });
        }
        builder.baseUrl(simulator.baseUrl());
        settings.accept(builder);
        return builder;
    }
}
