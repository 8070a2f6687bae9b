/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user's integration test, for an application that checks the list before it sends a rule again. */
class NorthstarTest {
    @RegisterExtension
    static final EmailSimulator hec = EmailSimulator.create();

    @Test
    void blocksAfterAReport() {
        hec.faults().next(Fault.closeAfterApplying()); // the response is lost once

        App.at(hec).report("evil.example");

        assertThat(hec.rules("blacklist"))
                .singleElement()
                .satisfies(r -> assertThat(r.get("senderDomain").asText()).isEqualTo(".evil.example"));
        assertThat(hec.faults().pending()).isZero();
        assertThat(hec.writes()).hasSize(1);
    }

    private record App(Client client) {
        static App at(EmailSimulator hec) {
            return new App(Client.signedIn(hec, hec.credentials()));
        }

        void report(String domain) {
            try {
                block(domain);
            } catch (UncheckedIOException e) {
                if (client.list("blacklist").isEmpty()) {
                    block(domain);
                }
            }
        }

        private void block(String domain) {
            assertThat(client.post("/exceptions/blacklist", "{\"senderDomain\":\"." + domain + "\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
