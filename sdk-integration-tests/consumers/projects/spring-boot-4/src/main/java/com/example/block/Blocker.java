package com.example.block;

import dev.waiver.email.EmailClient;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/** Blocks sender domains at the email gateway. */
@Service
public class Blocker {
    private final EmailClient email;

    Blocker(EmailClient email) {
        this.email = email;
    }

    /** Blocks senders whose domain ends with "." and the given one. Returns the rule's id. */
    public String block(String domain, String ticket) {
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .senderDomain("." + domain, MatchMode.ENDS_WITH)
                .comment(ticket)
                .build();
        return email.exceptions(EmailList.BLACKLIST).create(rule).execute().id();
    }

    /**
     * Runs {@link #block} on the application's task executor. At shutdown Spring lets it finish before it closes the
     * clients.
     */
    @Async
    public CompletableFuture<String> blockInBackground(String domain, String ticket) {
        return CompletableFuture.completedFuture(block(domain, ticket));
    }
}
