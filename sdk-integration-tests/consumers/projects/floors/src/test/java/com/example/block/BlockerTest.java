package com.example.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import dev.waiver.testing.EmailSimulator;
import okhttp3.OkHttp;
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
    void runsAtTheFloor() {
        assertEquals("2.19.0", PackageVersion.VERSION.toString());
        assertEquals("5.4.0", OkHttp.VERSION);
    }
}
