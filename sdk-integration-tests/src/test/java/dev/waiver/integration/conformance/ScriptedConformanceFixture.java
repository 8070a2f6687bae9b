/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The scripted service, which can do everything that the suite knows. */
final class ScriptedConformanceFixture extends ConformanceFixture<ScriptedRule> {
    private final ScriptedService service = new ScriptedService(time);
    private final ScriptedExceptions operations =
            settings(new ScriptedExceptions.Builder()).build(service.baseUrl());

    @Override
    ScriptedExceptions operations() {
        return operations;
    }

    @Override
    String className() {
        return "ScriptedExceptions";
    }

    @Override
    ScriptedRule rule(int number) {
        return new ScriptedRule(null, "rule-" + number, "allow", "text", 0, true);
    }

    @Override
    ScriptedRule otherEffect(int number) {
        return rule(number).withEffect("block");
    }

    @Override
    ScriptedRule thirdEffect(int number) {
        return rule(number).withEffect("log");
    }

    @Override
    String effectPath() {
        return "effect";
    }

    @Override
    ScriptedRule withText(ScriptedRule rule, String text) {
        return rule.withText(text);
    }

    @Override
    String text(ScriptedRule rule) {
        return rule.text();
    }

    @Override
    Optional<String> addWithoutMatch() {
        return Optional.of(add(new ScriptedRule(null, null, "allow", "text", 0, true)));
    }

    @Override
    Optional<String> addWithoutEffect(int number) {
        return Optional.of(add(rule(number).withEffect(null)));
    }

    @Override
    boolean showsUpdates() {
        return true;
    }

    @Override
    boolean returnIds() {
        service.returnIds();
        return true;
    }

    @Override
    String add(ScriptedRule rule) {
        return service.add(rule);
    }

    @Override
    Optional<String> addInactive(ScriptedRule rule) {
        return Optional.of(service.add(rule.withActive(false)));
    }

    @Override
    void change(String id, ScriptedRule rule) {
        service.update(id, rule);
    }

    @Override
    void removeElsewhere(String id) {
        service.remove(id);
    }

    @Override
    ScriptedRule stored(String id) {
        return service.get(id);
    }

    @Override
    List<String> storedIds() {
        return service.ids();
    }

    @Override
    void storeDifferently() {
        service.storeDifferently();
    }

    @Override
    void listLag(Duration lag) {
        service.listLag(lag);
    }

    @Override
    void react(Kind kind, List<Reaction> next, Reaction afterwards) {
        service.react(kind, next, afterwards);
    }

    @Override
    void readStale(String id, int reads) {
        service.readStale(id, reads);
    }

    @Override
    List<Kind> requests() {
        return service.requests();
    }

    @Override
    Kind kind(String method, String path) {
        return ScriptedService.kind(method, path);
    }

    @Override
    int pending() {
        return service.pending();
    }

    @Override
    public void close() {
        super.close();
        service.close();
    }
}
