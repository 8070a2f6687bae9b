package com.example.block

import dev.waiver.testing.EmailSimulator
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

class BlockerTest {
    companion object {
        @JvmField
        @RegisterExtension
        val hec: EmailSimulator = EmailSimulator.create()
    }

    @Test
    fun `blocks a domain`() {
        Blocker(hec.baseUrl(), hec.credentials().clientId, hec.credentials().accessKey).use { blocker ->
            val rule = blocker.block("evil.example", "TICKET-4711")

            val stored = hec.rules("blacklist").single()
            assertEquals(rule.id(), stored["entityId"].asText())
            assertEquals(".evil.example", stored["senderDomain"].asText())
        }
    }
}
