package com.example.block;

import static org.junit.Assert.assertEquals;

import dev.waiver.testing.EmailSimulator;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Test;

public class BlockerJUnit4Test {
    private static final EmailSimulator HEC = EmailSimulator.create();

    @After
    public void reset() {
        HEC.reset();
    }

    @AfterClass
    public static void close() {
        HEC.close();
    }

    @Test
    public void blocksADomain() {
        try (Blocker blocker = new Blocker(
                HEC.baseUrl(), HEC.credentials().clientId(), HEC.credentials().accessKey())) {
            String id = blocker.block("evil.example", "TICKET-4711");

            assertEquals(id, HEC.rules("blacklist").get(0).get("entityId").asText());
        }
    }
}
