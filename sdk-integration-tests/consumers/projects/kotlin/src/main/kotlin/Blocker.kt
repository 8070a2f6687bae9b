package com.example.block

import dev.waiver.email.EmailClient
import dev.waiver.email.auth.InfinityCredentials
import dev.waiver.email.model.EmailExceptionRule
import dev.waiver.email.model.EmailList
import dev.waiver.email.model.MatchMode

/** Blocks sender domains at the email gateway. */
class Blocker(baseUrl: String, clientId: String, accessKey: String) : AutoCloseable {
    private val email = EmailClient.builder()
        .baseUrl(baseUrl)
        .credentials(InfinityCredentials.of(clientId, accessKey))
        .build()

    /**
     * Blocks senders whose domain ends with "." and the given one. The SDK's return types are not platform types: they
     * are never null.
     */
    fun block(domain: String, ticket: String): EmailExceptionRule =
        email.exceptions(EmailList.BLACKLIST)
            .create(
                EmailExceptionRule.builder()
                    .senderDomain(".$domain", MatchMode.ENDS_WITH)
                    .comment(ticket)
                    .build(),
            )
            .execute()

    override fun close() = email.close()
}
