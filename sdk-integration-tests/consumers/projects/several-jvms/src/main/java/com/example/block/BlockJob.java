package com.example.block;

import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.RuleLock;
import dev.waiver.core.Settings;
import dev.waiver.core.error.SdkException;
import dev.waiver.email.EmailClient;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One of several JVMs: 50 threads ensure the same 20 rules, half of them asynchronously. It prints {@code ready}, waits
 * for a byte, and prints how often each outcome came. The client has its settings from the environment.
 *
 * <p>Arguments: the URL of the database, whether to lock, and how many of the rules each thread ensures.
 */
final class BlockJob {
    static final int RULES = 20;
    private static final int THREADS = 50;

    // snippet: client
    static EmailClient client(DataSource database, RuleLock lock, RequestLimits share) {
        return EmailClient.builder()
                .settings(Settings.environment())
                .ruleLock(lock)
                .tokenStore(new JdbcTokenStore(database))
                .requestLimits(share) // they are per JVM: its share of the vendor's limits
                .build();
    }
    // end

    public static void main(String[] args) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[0]);
        JdbcRuleLock locks = new JdbcRuleLock(database);
        RuleLock lock = Boolean.parseBoolean(args[1]) ? locks : (key, atMost) -> () -> {};
        int count = Integer.parseInt(args[2]);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Map<String, Integer> outcomes = new TreeMap<>();
        try (locks;
                EmailClient email = client(database, lock, RequestLimits.unlimited())) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                throw new IllegalStateException("the other side is gone");
            }
            List<Future<List<String>>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                running.add(threads.submit(() -> ensure(email, number, count)));
            }
            for (Future<List<String>> one : running) {
                one.get().forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
            }
        } finally {
            threads.shutdown();
        }
        System.out.println(outcomes);
    }

    private static List<String> ensure(EmailClient email, int thread, int count) {
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = (thread + i) % RULES; // each thread starts with another rule
            EmailExceptionRule rule = EmailExceptionRule.builder()
                    .senderDomain(".evil" + number + ".example", MatchMode.ENDS_WITH)
                    .build();
            ApiCall<EnsureResult<EmailExceptionRule>> call =
                    email.exceptions(EmailList.BLACKLIST).ensure(rule);
            try {
                EnsureResult<EmailExceptionRule> result =
                        thread % 2 == 0 ? call.execute() : call.executeAsync().join();
                outcomes.add(result.outcome().toString());
            } catch (SdkException e) {
                outcomes.add(e.getClass().getSimpleName());
            } catch (CompletionException e) {
                outcomes.add(e.getCause().getClass().getSimpleName());
            }
        }
        return outcomes;
    }
}
