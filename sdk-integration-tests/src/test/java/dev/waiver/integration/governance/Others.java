/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.governance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.RequestData;
import dev.waiver.integration.time.SkippingTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** People who work in the console of the email service meanwhile. Remembers what the rules of theirs have to be. */
final class Others implements AutoCloseable {
    private static final List<String> LISTS = List.of("whitelist", "blacklist");

    private final World world;
    private final Random random;
    private final SdkTransport transport = SdkTransport.create();
    private final EmailClient client;
    private final Map<String, ObjectNode> theirs = new TreeMap<>();
    private int count;

    Others(World world, Random random) {
        this.world = world;
        this.random = random;
        client = EmailClient.builder()
                .baseUrl(world.email.baseUrl())
                .credentials(InfinityCredentials.of(
                        world.email.credentials().clientId(),
                        world.email.credentials().accessKey()))
                .transport(transport)
                .clock(world.time)
                .defaults(SkippingTime.LIMITS)
                .requestLimits(RequestLimits.unlimited())
                .build();
    }

    /** Creates a rule in a random list, of their own or as a copy. */
    void create() {
        act(4);
    }

    /**
     * Does something to a random rule of a random list. Not while a run is under way: no service removes a rule only if
     * nobody has changed it, so that a change between the listing and the removal is lost.
     */
    void act() {
        act(6);
    }

    private void act(int kinds) {
        String list = LISTS.get(random.nextInt(LISTS.size()));
        List<ObjectNode> rules = new ArrayList<>(world.email.rules(list));
        boolean none = rules.isEmpty();
        ObjectNode any = none ? World.object("{}") : rules.get(random.nextInt(rules.size()));
        switch (random.nextInt(none ? 2 : kinds)) {
            case 0 ->
                add(
                        list,
                        World.object("{\"senderDomain\": \"foreign" + count++ + ".example\","
                                + " \"senderDomainMatching\": \"exact\", \"comment\": \"by hand\"}"));
            case 1 ->
                add(
                        list,
                        World.object("{\"senderDomain\": \"d" + random.nextInt(8)
                                + ".example\", \"senderDomainMatching\": \"exact\", \"actionNeeded\": \"phishing\","
                                + " \"comment\": \"by hand\"}"));
            case 2 -> {
                ObjectNode copy = any.deepCopy();
                copy.remove("entityId");
                add(list, copy.put("senderDomain", "copy" + count++ + ".example"));
            }
            case 3 -> {
                ObjectNode copy = any.deepCopy();
                copy.remove("entityId");
                // A copy that nobody has changed is taken for one of a second run: it may be removed.
                String unused = world.email.add(list, copy);
            }
            case 4 -> change(list, any);
            default -> {
                String id = any.path("entityId").asText();
                client.api(EmailExceptionsApi.class)
                        .delete(EmailList.of(list), id)
                        .execute();
                theirs.remove(id);
            }
        }
    }

    private void add(String list, ObjectNode rule) {
        String id = world.email.add(list, rule);
        remember(list, id);
    }

    /** Gives the rule an effect that no entry has. */
    private void change(String list, ObjectNode rule) {
        String id = rule.path("entityId").asText();
        EmailExceptionRule now = client.exceptions(EmailList.of(list)).get(id).execute();
        client.api(EmailExceptionsApi.class)
                .update(
                        EmailList.of(list),
                        id,
                        RequestData.of(now.withActionNeeded(ActionNeeded.of("by-hand-" + count++))))
                .execute();
        remember(list, id);
    }

    private void remember(String list, String id) {
        world.email.rules(list).stream()
                .filter(rule -> rule.path("entityId").asText().equals(id))
                .forEach(rule -> theirs.put(id, rule.deepCopy()));
    }

    /** Returns those of their rules that are no longer as they left them. */
    List<String> touched() {
        Map<String, ObjectNode> now = new TreeMap<>();
        LISTS.forEach(list -> world.email
                .rules(list)
                .forEach(rule -> now.put(rule.path("entityId").asText(), rule)));
        List<String> touched = new ArrayList<>();
        theirs.forEach((id, rule) -> {
            if (!rule.equals(now.get(id))) {
                touched.add(rule + " is now " + now.get(id));
            }
        });
        return touched;
    }

    @Override
    public void close() {
        client.close();
        transport.close();
    }
}
