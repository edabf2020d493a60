// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.query.Explanation;
import io.perennial.app.query.IdentityQuery;
import io.perennial.app.query.Parties;
import io.perennial.app.query.Party;
import io.perennial.app.query.SaidValues;
import io.perennial.domain.RecordId;
import io.perennial.governance.Permit;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows why two are, or are not, one customer. */
@Command(
    name = "explain",
    header = "Why A and B are, or are not, one customer: the weight of each piece of evidence.",
    description = {
      "Weights are in bits: each doubles the odds. They start from the odds of any two records, and"
          + " sum",
      "to those of this pair. Of customers with several records the most probable pair is shown;"
          + " where",
      "two records are one customer through others, the way that leads from one to the other."
    },
    footer = {
      "",
      "Examples",
      "  perennial identity explain shop:13085 crm:C-77",
      "  perennial identity explain 4711 4712 --permit service"
    })
final class ExplainCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Mixin private final PairParameters pair = new PairParameters();

  @Mixin private final PermitOption permission = new PermitOption();

  ExplainCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      Parties parties = new Parties(open.lake(), open.engine(), open.settings().systems());
      Party a = pair.a(parties);
      Party b = pair.b(parties);
      if (a.records().stream().anyMatch(b.records()::contains)) {
        throw new UsageException(
            "Cannot explain customer "
                + a.customer()
                + " with itself: name two of its records as SYSTEM:KEY; perennial customer "
                + a.customer()
                + " lists them");
      }
      Optional<Permit> permit = permission.permit(perennial.surroundings());
      Explanation found =
          Explanation.of(a.records(), b.records(), open.lake(), open.engine(), open.identity());
      Map<String, List<String>> values = values(permit, found, open);
      Map<RecordId, String> systems =
          new IdentityQuery(open.lake(), open.engine()).systems(List.of(found.a(), found.b()));
      if (perennial.json()) {
        perennial.surroundings().out().println(JsonText.of(plain(found, values)));
      } else {
        people(found, systems, values);
      }
    }
    return ExitCode.DONE.number();
  }

  private Map<String, List<String>> values(
      Optional<Permit> permit, Explanation found, OpenWorkspace open) {
    if (permit.isEmpty()) {
      return Map.of();
    }
    PermitOption.audit(
        open.workspace(),
        permit.get(),
        perennial.surroundings().clock().instant(),
        "read",
        "2 records");
    return SaidValues.of(List.of(found.a(), found.b()), open.lake(), open.engine(), permit.get())
        .ofBoth(found.a(), found.b());
  }

  private void people(
      Explanation found, Map<RecordId, String> systems, Map<String, List<String>> values)
      throws IOException {
    PrintStream out = perennial.surroundings().out();
    out.println("A  " + side(found.linkA(), systems));
    out.println("B  " + side(found.linkB(), systems));
    if (found.pairs() > 1) {
      out.println(
          "Of %s between the two this is the most probable"
              .formatted(Amounts.count(found.pairs(), "pair")));
    }
    out.println();
    out.println(verdict(found));
    for (String attribute : found.keptApartBy()) {
      out.println(
          "A person has one %s, and theirs differ (identity.one-per-person): %s"
              .formatted(
                  attribute,
                  found.isOne()
                      ? "yet somebody said that they are one, or a record has both"
                      : "only a word of somebody makes them one customer"));
    }
    found.constraints().forEach(said -> out.println("Constraint " + Saying.words(said)));
    if (found.path().size() > 2) {
      out.println(
          "They hang together by way of records "
              + found.path().stream().map(RecordId::toString).collect(Collectors.joining(" – ")));
    }
    out.println();
    if (found.waterfall().isEmpty()) {
      out.println("No weights were fitted: equal keys alone decide");
      out.println("A  " + found.linkA().reason());
      out.println("B  " + found.linkB().reason());
      return;
    }
    WaterfallText.write(found.waterfall().get(), values, out);
    if (values.isEmpty()) {
      perennial.say("Values are not shown; --permit PURPOSE shows them");
    }
  }

  private static String side(IdentityQuery.Link link, Map<RecordId, String> systems) {
    String system = systems.getOrDefault(link.record(), "");
    return "record "
        + link.record()
        + (system.isEmpty() ? "" : " of " + system)
        + ", customer "
        + link.customer();
  }

  private static String verdict(Explanation found) {
    if (found.isOne()) {
      return "They are one customer" + found.since().map(since -> " since " + since).orElse("");
    }
    boolean household =
        found.linkA().household().isPresent()
            && found.linkA().household().equals(found.linkB().household());
    return household ? "They are two customers of one household" : "They are two customers";
  }

  private static Map<String, Object> plain(Explanation found, Map<String, List<String>> values) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("record_a", found.a().value());
    plain.put("record_b", found.b().value());
    plain.put("customer_a", found.linkA().customer().value());
    plain.put("customer_b", found.linkB().customer().value());
    plain.put("pairs", found.pairs());
    plain.put("one_customer", found.isOne());
    plain.put("since", found.since());
    plain.put("kept_apart_by", found.keptApartBy());
    plain.put("constraints", found.constraints().stream().map(Saying::plain).toList());
    plain.put("path", found.path().stream().map(RecordId::value).toList());
    plain.put("weights", found.waterfall().map(WaterfallText::plain));
    if (!values.isEmpty()) {
      plain.put("values", values);
    }
    return plain;
  }
}
