/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.trust;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.ScanningSimulator;
import dev.waiver.testing.Simulator;
import java.time.Clock;
import java.util.List;
import java.util.function.IntSupplier;

/** The authentication schemes behind one interface: a service, and clients with keys that are created for them. */
enum AuthFixture {
    EMAIL {
        @Override
        Simulator service(Clock clock) {
            return EmailSimulator.builder().clock(clock).build();
        }

        @Override
        Client client(Simulator service, SdkClock time, SdkTransport transport, int key) {
            EmailSimulator hec = (EmailSimulator) service;
            hec.addKey(new EmailSimulator.Credentials("client-" + key, "access-key-" + key), "farm:tenant-" + key);
            return email(settings(EmailClient.builder(), service, time, transport)
                    .credentials(InfinityCredentials.of("client-" + key, "access-key-" + key))
                    .build());
        }

        @Override
        Client supplied(Simulator service, SdkClock time, SdkTransport transport, IntSupplier keys) {
            return email(settings(EmailClient.builder(), service, time, transport)
                    .credentials(() -> {
                        int key = keys.getAsInt();
                        return InfinityCredentials.of("client-" + key, "access-key-" + key);
                    })
                    .build());
        }

        @Override
        void revokeTokens(Simulator service) {
            ((EmailSimulator) service).revokeTokens();
        }

        @Override
        int tokensIssued(Simulator service) {
            return ((EmailSimulator) service).tokensIssued();
        }
    },
    EMAIL_LEGACY {
        @Override
        Simulator service(Clock clock) {
            return EMAIL.service(clock);
        }

        @Override
        Client client(Simulator service, SdkClock time, SdkTransport transport, int key) {
            EmailSimulator hec = (EmailSimulator) service;
            hec.addLegacyKey(
                    new EmailSimulator.LegacyCredentials("US:app-" + key, "secret-" + key), "farm:tenant-" + key);
            return email(settings(EmailClient.builder(), service, time, transport)
                    .credentials(LegacyCredentials.of("US:app-" + key, "secret-" + key))
                    .build());
        }

        @Override
        Client supplied(Simulator service, SdkClock time, SdkTransport transport, IntSupplier keys) {
            return email(settings(EmailClient.builder(), service, time, transport)
                    .credentials(() -> {
                        int key = keys.getAsInt();
                        return LegacyCredentials.of("US:app-" + key, "secret-" + key);
                    })
                    .build());
        }

        @Override
        void revokeTokens(Simulator service) {
            EMAIL.revokeTokens(service);
        }

        @Override
        int tokensIssued(Simulator service) {
            return EMAIL.tokensIssued(service);
        }

        @Override
        String tokenHeader() {
            return "x-av-token";
        }
    },
    SCANNING {
        @Override
        Simulator service(Clock clock) {
            return ScanningSimulator.builder().clock(clock).build();
        }

        @Override
        Client client(Simulator service, SdkClock time, SdkTransport transport, int key) {
            ((ScanningSimulator) service)
                    .addUser(new ScanningSimulator.Credentials("key-" + key, "user-" + key, "password-" + key));
            return scanning(settings(ScanningClient.builder(), service, time, transport)
                    .credentials(PasswordCredentials.of("key-" + key, "user-" + key, "password-" + key))
                    .build());
        }

        @Override
        Client supplied(Simulator service, SdkClock time, SdkTransport transport, IntSupplier keys) {
            return scanning(settings(ScanningClient.builder(), service, time, transport)
                    .credentials(() -> {
                        int key = keys.getAsInt();
                        return PasswordCredentials.of("key-" + key, "user-" + key, "password-" + key);
                    })
                    .build());
        }

        private static Client scanning(ScanningClient client) {
            return new Client(
                    client.exceptions().list().all(),
                    id -> client.exceptions().get(id).map(rule -> rule),
                    name -> client.exceptions()
                            .create(ScanningExceptionRule.forHosts("10.0.0.1")
                                    .nvt("1.3.6.1.4.1.25623.1.0.815255")
                                    .text(name)
                                    .build())
                            .map(rule -> rule));
        }

        @Override
        void revokeTokens(Simulator service) {
            ((ScanningSimulator) service).revokeTokens();
        }

        @Override
        int tokensIssued(Simulator service) {
            return ((ScanningSimulator) service).tokensIssued();
        }
    },
    DETECTION {
        @Override
        Simulator service(Clock clock) {
            return DetectionSimulator.builder().clock(clock).build();
        }

        @Override
        Client client(Simulator service, SdkClock time, SdkTransport transport, int key) {
            ((DetectionSimulator) service)
                    .addApplication(
                            new DetectionSimulator.Credentials("tenant-" + key, "application-" + key, "secret-" + key));
            return detection(settings(DetectionClient.builder(), service, time, transport)
                    .credentials(ApplicationCredentials.of("tenant-" + key, "application-" + key, "secret-" + key))
                    .build());
        }

        @Override
        Client supplied(Simulator service, SdkClock time, SdkTransport transport, IntSupplier keys) {
            return detection(settings(DetectionClient.builder(), service, time, transport)
                    .credentials(() -> {
                        int key = keys.getAsInt();
                        return ApplicationCredentials.of("tenant-" + key, "application-" + key, "secret-" + key);
                    })
                    .build());
        }

        private static Client detection(DetectionClient client) {
            return new Client(
                    client.exceptions().summaries().all(),
                    id -> client.exceptions().get(id).map(rule -> rule),
                    name -> client.exceptions()
                            .create(DetectionExceptionRule.windows(name)
                                    .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                                    .build())
                            .map(rule -> rule));
        }

        @Override
        void revokeTokens(Simulator service) {
            ((DetectionSimulator) service).revokeTokens();
        }

        @Override
        int tokensIssued(Simulator service) {
            return ((DetectionSimulator) service).tokensIssued();
        }
    };

    /** An operation with one argument. */
    interface Call {
        ApiCall<?> of(String argument);
    }

    /** A client's operations: list the rules, get a rule by id, create a rule by name. */
    record Client(ApiCall<? extends List<?>> list, Call get, Call create) {}

    abstract Simulator service(Clock clock);

    /** Creates a client with the key of this number, which is registered with the service. */
    abstract Client client(Simulator service, SdkClock time, SdkTransport transport, int key);

    /** Creates a client that asks for the number of its key at each authentication. */
    abstract Client supplied(Simulator service, SdkClock time, SdkTransport transport, IntSupplier keys);

    abstract void revokeTokens(Simulator service);

    abstract int tokensIssued(Simulator service);

    /** Returns the name of the header with the token. */
    String tokenHeader() {
        return "Authorization";
    }

    private static Client email(EmailClient client) {
        return new Client(
                client.exceptions(EmailList.BLACKLIST).list().all(),
                id -> client.exceptions(EmailList.BLACKLIST).get(id).map(rule -> rule),
                name -> client.exceptions(EmailList.BLACKLIST)
                        .create(EmailExceptionRule.builder()
                                .senderDomain("." + name + ".example", MatchMode.ENDS_WITH)
                                .build())
                        .map(rule -> rule));
    }

    private static <B extends ClientBuilder<B, ?>> B settings(
            B builder, Simulator service, SdkClock time, SdkTransport transport) {
        return builder.baseUrl(service.baseUrl())
                .transport(transport)
                .clock(time)
                .defaults(SkippingTime.LIMITS)
                .jitter(() -> 0)
                .requestLimits(RequestLimits.unlimited());
    }
}
