package com.example.block;

import static org.testng.Assert.assertEquals;

import dev.waiver.testing.EmailSimulator;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

public class BlockerTestNgTest {
    private final EmailSimulator hec = EmailSimulator.create();

    @AfterMethod
    public void reset() {
        hec.reset();
    }

    @AfterClass
    public void close() {
        hec.close();
    }

    @Test
    public void blocksADomain() {
        try (Blocker blocker = new Blocker(
                hec.baseUrl(), hec.credentials().clientId(), hec.credentials().accessKey())) {
            String id = blocker.block("evil.example", "TICKET-4711");

            assertEquals(hec.rules("blacklist").get(0).get("entityId").asText(), id);
        }
    }
}
