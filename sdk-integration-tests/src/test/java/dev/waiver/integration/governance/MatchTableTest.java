/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.governance.ApplyResult;
import dev.waiver.governance.Change;
import dev.waiver.governance.Notice;
import dev.waiver.governance.Plan;
import dev.waiver.governance.PlanChangedException;
import dev.waiver.governance.PlanOptions;
import dev.waiver.governance.Register;
import dev.waiver.testing.EmailBehavior;
import dev.waiver.testing.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each row of the table that decides about a rule, in the block list of email. */
class MatchTableTest {
    private static final String ENTRY = entry("phishing");
    private static final String FOREIGN = "{\"senderDomain\": \"evil.example\", \"senderDomainMatching\": \"exact\","
            + " \"actionNeeded\": \"phishing\", \"comment\": \"by hand\"}";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static String entry(String action) {
        return """
          - key: evil
            ticket: TICKET-1
            created: 2026-11-01
            expires: 2026-12-01
            email: {list: blacklist, rule: {senderDomain: evil.example, senderDomainMatching: exact, actionNeeded: %s}}
        """.formatted(action);
    }

    /** An entry that is not about the rule under test: a register is never empty. */
    private static Register without() {
        return World.register("""
                  - key: other
                    created: 2026-11-01
                    ticket: TICKET-9
                    email: {list: whitelist, rule: {senderEmail: a@partner.example, senderEmailMatching: exact}}
                """);
    }

    private Plan plan(Register register) {
        return world.governance.plan(register).execute();
    }

    @CanIgnoreReturnValue
    private ApplyResult apply(Register register) {
        return world.governance.apply(register).execute();
    }

    private void edit(UnaryOperator<EmailExceptionRule> change) {
        String id = world.email.rules("blacklist").get(0).path("entityId").asText();
        EmailExceptionRule unused = world.emailClient
                .exceptions(EmailList.BLACKLIST)
                .edit(id, change)
                .execute();
    }

    private static List<Change.Kind> kinds(Plan plan) {
        return plan.changes().stream().map(Change::kind).toList();
    }

    private static List<Notice.Kind> notices(Plan plan) {
        return plan.notices().stream().map(Notice::kind).toList();
    }

    private void assertPlan(Register register, List<Change.Kind> changes, List<Notice.Kind> notices) {
        Plan plan = plan(register);
        assertThat(kinds(plan)).as(plan.describe()).isEqualTo(changes);
        assertThat(notices(plan)).as(plan.describe()).isEqualTo(notices);
    }

    @Test
    void nothingIsThere() {
        assertPlan(World.register(ENTRY), List.of(Change.Kind.CREATE), List.of());
    }

    @Test
    void markerRegisterAndRuleAgree() {
        apply(World.register(ENTRY));

        assertPlan(World.register(ENTRY), List.of(), List.of());
    }

    @Test
    void theRegisterHasChanged() {
        apply(World.register(ENTRY));

        assertPlan(World.register(entry("spam")), List.of(Change.Kind.UPDATE), List.of());
    }

    @Test
    void somebodyHasChangedTheRule() {
        apply(World.register(ENTRY));
        edit(rule -> rule.withActionNeeded(ActionNeeded.SPAM));

        assertPlan(World.register(ENTRY), List.of(), List.of(Notice.Kind.DRIFT));
    }

    @Test
    void bothHaveChanged() {
        apply(World.register(ENTRY));
        edit(rule -> rule.withActionNeeded(ActionNeeded.SPAM));

        assertPlan(World.register(entry("greymail")), List.of(), List.of(Notice.Kind.CONFLICT));
    }

    @Test
    void bothHaveChangedToTheSame() {
        apply(World.register(ENTRY));
        edit(rule -> rule.withActionNeeded(ActionNeeded.SPAM));

        assertPlan(World.register(entry("spam")), List.of(Change.Kind.UPDATE), List.of());
        apply(World.register(entry("spam")));
        assertPlan(World.register(entry("spam")), List.of(), List.of());
    }

    @Test
    void theEntryIsGone() {
        apply(World.register(ENTRY));

        assertThat(kinds(plan(without()))).contains(Change.Kind.REMOVE);
        apply(without());
        assertThat(world.email.rules("blacklist")).isEmpty();
    }

    @Test
    void theEntryIsGoneAndSomebodyHasChangedTheRule() {
        apply(World.register(ENTRY));
        edit(rule -> rule.withActionNeeded(ActionNeeded.SPAM));

        assertThat(kinds(plan(without()))).doesNotContain(Change.Kind.REMOVE);
        assertThat(notices(plan(without()))).containsExactly(Notice.Kind.ORPHAN);
    }

    @Test
    void theEntryHasExpired() {
        apply(World.register(ENTRY));
        world.time.advance(Duration.ofDays(30));

        assertPlan(World.register(ENTRY), List.of(Change.Kind.REMOVE), List.of());
    }

    @Test
    void somebodyHasCopiedTheRuleAndChangedTheCopy() {
        apply(World.register(ENTRY));
        ObjectNode copy = world.email.rules("blacklist").get(0).deepCopy();
        copy.remove("entityId");
        String unusedId = world.email.add("blacklist", copy.put("senderDomain", "copy.example"));

        assertPlan(World.register(ENTRY), List.of(), List.of(Notice.Kind.COPIED));
        apply(World.register(ENTRY));
        assertThat(world.email.rules("blacklist")).hasSize(2);
    }

    @Test
    void twoRunsHaveCreatedTheRule() {
        apply(World.register(ENTRY));
        ObjectNode copy = world.email.rules("blacklist").get(0).deepCopy();
        copy.remove("entityId");
        copy.remove("updateTime");
        world.time.advance(Duration.ofMinutes(1));
        String second = world.email.add("blacklist", copy);

        Plan plan = plan(World.register(ENTRY));
        assertThat(kinds(plan)).as(plan.describe()).containsExactly(Change.Kind.REMOVE);
        assertThat(plan.changes().get(0).id()).as("the older stays").contains(second);
        apply(World.register(ENTRY));
        assertPlan(World.register(ENTRY), List.of(), List.of());
        assertThat(world.email.rules("blacklist")).hasSize(1);
    }

    @Test
    void somebodyElseHasAnEqualRule() {
        String unusedId = world.email.add("blacklist", FOREIGN);

        assertPlan(World.register(ENTRY), List.of(), List.of(Notice.Kind.UNMARKED));
        assertThat(plan(World.register(ENTRY)).settled()).isEqualTo(1);
    }

    @Test
    void somebodyElseHasARuleThatIsEqualToAnExpiredEntry() {
        String unusedId = world.email.add("blacklist", FOREIGN);
        world.time.advance(Duration.ofDays(30));

        assertPlan(World.register(ENTRY), List.of(), List.of(Notice.Kind.STILL_IN_FORCE));
    }

    @Test
    void somebodyElseHasARuleWithAnotherEffect() {
        String unusedId = world.email.add("blacklist", FOREIGN.replace("phishing", "spam"));

        assertPlan(World.register(ENTRY), List.of(), List.of(Notice.Kind.CONFLICT));
    }

    @Test
    void theOppositeListHasIt() {
        String unusedId = world.email.add("whitelist", FOREIGN);

        assertPlan(World.register(ENTRY), List.of(), List.of(Notice.Kind.CONFLICT));
    }

    @Test
    void aMarkerOfAnotherRegisterIsForeign() {
        Register other = Register.parse("other.yaml", """
                apiVersion: waiver.dev/v1
                id: aaaaaaaa
                scope: {email: {tables: [whitelist, blacklist]}}
                exceptions:
                """ + ENTRY);
        apply(other);

        assertPlan(World.register(ENTRY), List.of(), List.of(Notice.Kind.UNMARKED));
        apply(without());
        assertThat(world.email.rules("blacklist")).hasSize(1);
    }

    @Test
    void aRuleWithoutItsMarkerIsRemovedAgain() {
        EmailBehavior unused = world.email.behavior().storesDifferently(rule -> rule.put("comment", "cleaned"));

        ApplyResult result = apply(World.register(ENTRY));

        assertThat(result.isComplete()).as(result.describe()).isFalse();
        assertThat(result.notices()).extracting(Notice::kind).contains(Notice.Kind.MARKER_LOST);
        assertThat(world.email.rules("blacklist")).isEmpty();
    }

    @Test
    void aRuleThatIsStoredDifferentlyIsReported() {
        EmailBehavior unused = world.email.behavior().storesDifferently(rule -> rule.put("actionNeeded", "other"));

        ApplyResult result = apply(World.register(ENTRY));

        assertThat(result.isComplete()).as(result.describe()).isFalse();
        assertThat(result.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.STORED_DIFFERENTLY);
    }

    @Test
    void aNewMatchIsCreatedBeforeTheOldOneIsRemoved() {
        apply(World.register(ENTRY));
        Register changed = World.register(ENTRY.replace("evil.example", "worse.example"));
        int before = world.email.writes().size();
        // The removal of the old rule gets lost: the next run finds two rules of the register.
        world.email
                .faults()
                .when(request -> request.path().contains("/delete/"))
                .next(Fault.status(403));

        ApplyResult result = apply(changed);

        assertThat(result.isComplete()).as(result.describe()).isFalse();
        assertThat(world.email.writes().get(before).path()).endsWith("/exceptions/blacklist");
        apply(changed);
        assertThat(world.email.rules("blacklist")).singleElement().satisfies(rule -> assertThat(
                        rule.path("senderDomain").asText())
                .isEqualTo("worse.example"));
        assertPlan(changed, List.of(), List.of());
    }

    @Test
    void aLimitStopsWhatLooksLikeAMistake() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            many.append(ENTRY.replace("key: evil", "key: evil-" + i).replace("evil.example", "evil" + i + ".example"));
        }
        Register register = World.register(many.toString());

        assertPlan(register, List.of(), List.of(Notice.Kind.OVER_LIMIT));
        assertThat(apply(register).changes()).isEmpty();
        ApplyResult allowed = world.governance
                .apply(register, PlanOptions.defaults().allowChanges(21))
                .execute();
        assertThat(allowed.isComplete()).as(allowed.describe()).isTrue();
        assertThat(world.email.rules("blacklist")).hasSize(21);
        assertThat(notices(plan(without()))).containsExactly(Notice.Kind.OVER_LIMIT);
        assertThat(world.email.rules("blacklist")).hasSize(21);
    }

    @Test
    void anotherPlanThanTheExpectedOneIsRefused() {
        Plan plan = plan(World.register(ENTRY));
        EmailExceptionRule unused = world.emailClient
                .exceptions(EmailList.BLACKLIST)
                .create(EmailExceptionRule.builder()
                        .senderDomain("evil.example", MatchMode.EXACT)
                        .actionNeeded(ActionNeeded.PHISHING)
                        .build())
                .execute();
        int before = world.writes();

        assertThat(catchThrowableOfType(
                                PlanChangedException.class,
                                () -> world.governance.apply(plan).execute())
                        .plan()
                        .changes())
                .isEmpty();
        assertThat(world.writes()).isEqualTo(before);
    }

    @Test
    void anUnreadableListIsNotWritten() {
        world.email
                .faults()
                .when(request -> request.path().endsWith("/exceptions/blacklist"))
                .always(Fault.status(403));
        Register both = World.register(ENTRY + """
                  - key: other
                    created: 2026-11-01
                    ticket: TICKET-9
                    email: {list: whitelist, rule: {senderEmail: a@partner.example, senderEmailMatching: exact}}
                """);

        ApplyResult result = apply(both);

        assertThat(result.plan().unreadable())
                .singleElement()
                .satisfies(unreadable -> assertThat(unreadable.source().table()).isEqualTo("blacklist"));
        assertThat(result.describe()).startsWith("UNREADABLE email mt-prod-3:acme blacklist");
        assertThat(result.isComplete()).isFalse();
        assertThat(world.email.rules("whitelist")).hasSize(1);
        assertThat(world.email.rules("blacklist")).isEmpty();
    }

    @Test
    void aWrongClockStopsEverything() {
        world.email
                .faults()
                .when(request -> request.path().contains("/exceptions/"))
                .always(Fault.status(
                        200,
                        Map.of("Content-Type", "application/json", "Date", "Sun, 22 Nov 2026 12:05:01 GMT"),
                        "{\"responseEnvelope\": {\"responseCode\": 200}, \"responseData\": []}"));

        Plan plan = plan(World.register(ENTRY));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.isComplete()).isFalse();
        assertThat(plan.describe()).contains("Correct the clock");
    }
}
