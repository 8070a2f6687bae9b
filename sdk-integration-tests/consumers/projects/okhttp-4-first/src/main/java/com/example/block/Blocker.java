package com.example.block;

import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;

/** Blocks sender domains at the email gateway. */
public final class Blocker implements AutoCloseable {
    private final EmailClient email;

    public Blocker(String baseUrl, String clientId, String accessKey) {
        email = EmailClient.builder()
                .baseUrl(baseUrl)
                .credentials(InfinityCredentials.of(clientId, accessKey))
                .build();
    }

    /** Blocks senders whose domain ends with "." and the given one. Returns the rule's id. */
    public String block(String domain, String ticket) {
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .senderDomain("." + domain, MatchMode.ENDS_WITH)
                .comment(ticket)
                .build();
        return email.exceptions(EmailList.BLACKLIST).create(rule).execute().id();
    }

    @Override
    public void close() {
        email.close();
    }
}
