package com.example.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.testing.EmailSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class BlockerTest {
    @RegisterExtension
    static final EmailSimulator HEC = EmailSimulator.create();

    @DynamicPropertySource
    static void simulated(DynamicPropertyRegistry properties) {
        properties.add("waiver.email.base-url", HEC::baseUrl);
        properties.add("waiver.email.client-id", HEC.credentials()::clientId);
        properties.add("waiver.email.access-key", HEC.credentials()::accessKey);
    }

    @Autowired
    Blocker blocker;

    @Test
    void blocksADomain() {
        String id = blocker.block("evil.example", "TICKET-4711");

        assertThat(HEC.rules("blacklist")).singleElement().satisfies(rule -> {
            assertThat(rule.get("entityId").asText()).isEqualTo(id);
            assertThat(rule.get("senderDomain").asText()).isEqualTo(".evil.example");
        });
    }
}
