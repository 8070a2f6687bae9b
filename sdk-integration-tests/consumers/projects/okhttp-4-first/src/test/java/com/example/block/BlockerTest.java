package com.example.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waiver.testing.EmailSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

class BlockerTest {
    @RegisterExtension
    static final EmailSimulator HEC = EmailSimulator.create();

    private static Blocker blocker() {
        return new Blocker(HEC.baseUrl(), HEC.credentials().clientId(), HEC.credentials().accessKey());
    }

    @Test
    @EnabledIfSystemProperty(named = "expected", matches = "one-sentence")
    void oneSentenceSaysWhatIsTooOld() {
        String said = assertThrows(IllegalStateException.class, BlockerTest::blocker).getMessage();

        assertTrue(said.startsWith("OkHttp on the class path is older than 5.4"), said);
        assertTrue(said.contains("com.squareup.okhttp3:okhttp-jvm 5.4 or newer"), said);
    }

    @Test
    @EnabledIfSystemProperty(named = "expected", matches = "a-rule")
    void theWayOutWorks() {
        try (Blocker blocker = blocker()) {
            String id = blocker.block("evil.example", "TICKET-4711");

            assertEquals(id, HEC.rules("blacklist").get(0).get("entityId").asText());
        }
    }
}
