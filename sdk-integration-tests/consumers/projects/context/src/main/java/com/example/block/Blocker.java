package com.example.block;

import dev.waiver.core.ContextPropagator;
import dev.waiver.core.SdkTransport;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import java.util.concurrent.CompletableFuture;
import okhttp3.Interceptor;

/** Blocks sender domains at the email gateway, without waiting. */
public final class Blocker implements AutoCloseable {
    private final SdkTransport transport;
    private final EmailClient email;

    public Blocker(
            String baseUrl, String clientId, String accessKey, Interceptor interceptor, ContextPropagator propagator) {
        transport = SdkTransport.builder().addInterceptor(interceptor).build();
        email = EmailClient.builder()
                .transport(transport)
                .baseUrl(baseUrl)
                .credentials(InfinityCredentials.of(clientId, accessKey))
                .contextPropagator(propagator)
                .build();
    }

    /** Blocks senders whose domain ends with "." and the given one. Returns the rule's id. */
    public CompletableFuture<String> block(String domain, String ticket) {
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .senderDomain("." + domain, MatchMode.ENDS_WITH)
                .comment(ticket)
                .build();
        return email.exceptions(EmailList.BLACKLIST).create(rule).executeAsync().thenApply(EmailExceptionRule::id);
    }

    @Override
    public void close() {
        email.close();
        transport.close();
    }
}
