package com.example.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waiver.core.SdkTransport;
import dev.waiver.email.EmailClient;
import dev.waiver.testing.EmailSimulator;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BlockerTest {
    @RegisterExtension
    static final EmailSimulator HEC = EmailSimulator.create();

    @Test
    void blocksADomain() {
        try (Blocker blocker = new Blocker(
                HEC.baseUrl(), HEC.credentials().clientId(), HEC.credentials().accessKey())) {
            String id = blocker.block("evil.example", "TICKET-4711");

            assertEquals(1, HEC.rules("blacklist").size());
            assertEquals(id, HEC.rules("blacklist").get(0).get("entityId").asText());
            assertEquals(".evil.example", HEC.rules("blacklist").get(0).get("senderDomain").asText());
        }
    }

    @Test
    void runsOnTheModulePath() {
        assertEquals("com.example.block", Blocker.class.getModule().getName());
        assertEquals("dev.waiver.email", EmailClient.class.getModule().getName());
        assertEquals("dev.waiver.core", SdkTransport.class.getModule().getName());
        assertEquals("okhttp3", OkHttpClient.class.getModule().getName());
    }
}
