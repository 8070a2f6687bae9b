package dev.waiver.examples.random;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptions;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.testing.EmailSimulator;
import java.util.List;

/** A rule is told by its sender's domain, its version stands in the comment. */
final class EmailGateway extends Gateway {
    private static final EmailList LIST = EmailList.BLACKLIST;

    private final EmailSimulator simulator = EmailSimulator.create();
    private final EmailExceptions exceptions = settings(EmailClient.builder())
            .credentials(InfinityCredentials.of(
                    simulator.credentials().clientId(), simulator.credentials().accessKey()))
            .build()
            .exceptions();

    @Override
    EmailSimulator simulator() {
        return simulator;
    }

    private static EmailExceptionRule rule(Rule rule) {
        return EmailExceptionRule.builder()
                .senderDomain(rule.name(), MatchMode.ENDS_WITH)
                .comment(rule.version())
                .build();
    }

    private static Rule seen(EmailExceptionRule rule) {
        return new Rule(
                rule.id(), rule.senderDomain().orElse(""), rule.comment().orElse(""));
    }

    @Override
    ApiCall<List<Rule>> create(Rule rule) {
        return exceptions.create(LIST, rule(rule)).map(created -> List.of(seen(created)));
    }

    @Override
    ApiCall<List<Rule>> createAll(List<Rule> rules) {
        return exceptions
                .createAll(LIST, rules.stream().map(EmailGateway::rule).toList())
                .map(created -> created.stream().map(EmailGateway::seen).toList());
    }

    @Override
    ApiCall<List<Rule>> replace(String id, Rule rule) {
        return exceptions.replace(LIST, id, rule(rule)).map(after -> List.of(seen(after)));
    }

    @Override
    ApiCall<List<Rule>> edit(String id, String version) {
        return exceptions.edit(LIST, id, rule -> rule.withComment(version)).map(after -> List.of(seen(after)));
    }

    @Override
    ApiCall<List<Rule>> remove(String id) {
        return exceptions.remove(LIST, id).map(nothing -> List.of());
    }

    @Override
    ApiCall<List<Rule>> ensure(Rule rule) {
        return exceptions.ensure(LIST, rule(rule)).map(ensured -> List.of(seen(ensured.value())));
    }

    @Override
    ApiCall<List<Rule>> get(String id) {
        return exceptions.get(LIST, id).map(rule -> List.of(seen(rule)));
    }

    @Override
    ApiCall<List<Rule>> list(CallOptions options) {
        return exceptions.list(LIST).map(EmailGateway::seen).with(options).all();
    }

    @Override
    List<Rule> stored() {
        return simulator.rules("blacklist").stream()
                .map(rule -> new Rule(
                        rule.path("entityId").asText(),
                        rule.path("senderDomain").asText(),
                        rule.path("comment").asText()))
                .toList();
    }

    @Override
    void revokeTokens() {
        simulator.revokeTokens();
    }
}
