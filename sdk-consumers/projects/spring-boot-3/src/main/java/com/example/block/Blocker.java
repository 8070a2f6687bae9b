package com.example.block;

import dev.waiver.email.EmailClient;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/** Blocks sender domains at the e-mail gateway. */
@Service
public class Blocker {
    private final EmailClient email;

    Blocker(EmailClient email) {
        this.email = email;
    }

    /** Blocks a domain with all below it; answers the rule's id. */
    public String block(String domain, String ticket) {
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .senderDomain("." + domain, MatchMode.ENDS_WITH)
                .comment(ticket)
                .build();
        return email.exceptions(EmailList.BLACKLIST).create(rule).execute().id();
    }

    /** The same on the application's task executor, which lets it finish before the clients are closed. */
    @Async
    public CompletableFuture<String> blockInBackground(String domain, String ticket) {
        return CompletableFuture.completedFuture(block(domain, ticket));
    }
}
