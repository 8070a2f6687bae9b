package com.example.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    /** The versions that the SDK brings are the newer end of the range of docs/compatibility.md. */
    @Test
    void runsWithTheVersionsOfTheSupportTable() {
        assertTrue(PackageVersion.VERSION.toString().startsWith("2.22."), PackageVersion.VERSION::toString);
        assertTrue(OkHttp.VERSION.startsWith("5.5."), OkHttp.VERSION);
    }
}
