// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The section {@code identity} of the configuration. */
public final class IdentitySettings {

  private static final String OFF = "off";

  /** What of a value a rule of {@code block-on} may ask for, other than the value. */
  static final List<String> FORMS =
      List.of(
          "sounds",
          "start",
          "words",
          "word",
          "longest",
          "similar",
          "year-month",
          "day-month",
          "year-day",
          "year",
          "local",
          "letters",
          "last7",
          "last4",
          "near");

  private static final String OF_CLAIM =
      "\\s*(?:\"(?:[^\"]|\"\")+\"|[^+:\"]*[^+:\"\\s][^+:\"]*)(?::\\s*(?:%s))?\\s*"
          .formatted(String.join("|", FORMS));

  private static final Pattern BLOCKING_RULE =
      Pattern.compile("all pairs|" + OF_CLAIM + "(?:\\+" + OF_CLAIM + ")?");

  private static final Setting<IdentityConfig.Method> METHOD =
      Setting.choice("method", IdentityConfig.Method.values())
          .doc(
              "probabilistic: all that claims say, weighed by a model that fits itself to the data;"
                  + " keys: equal values of link-by alone")
          .defaultValue(IdentityConfig.Method.PROBABILISTIC);

  private static final Setting<List<String>> LINK_BY =
      Setting.textOrList("link-by")
          .doc(
              "claims whose equal values make records one customer, the most telling first; [] none")
          .check(IdentitySettings::areAttributes, "names of claims, each once")
          .example(List.of("loyalty_id", "email", "phone"))
          .defaultValue(List.of("email"));

  private static final Setting<List<String>> ONE_PER_PERSON =
      Setting.textOrList("one-per-person")
          .doc(
              "claims of which a person has one value at most, such as a verified e-mail: records"
                  + " with different ones are kept apart, unless a person says otherwise; [] none")
          .check(IdentitySettings::areAttributes, "names of claims, each once")
          .example(List.of("verified_email", "loyalty_id"))
          .defaultValue(List.of());

  private static final Setting<Integer> MAX_RECORDS_PER_VALUE =
      Setting.integer("max-records-per-value")
          .doc("a value of more records links nobody: it is a shop's own address, not a person's")
          .atLeast(2)
          .defaultValue(20);

  private static final Setting<Map<String, String>> COMPARE =
      Setting.textMap("compare")
          .doc(
              "what claims are, where names and values do not tell, or off for what is not to be"
                  + " compared: "
                  + Arrays.stream(AttributeKind.values())
                      .map(IdentitySettings::word)
                      .collect(Collectors.joining(", ")))
          .check(IdentitySettings::areKinds, "a kind of value for each claim, or off")
          .example(Map.of("nickname", "given-name", "shoe_size", OFF))
          .defaultValue(Map.of());

  private static final Setting<List<String>> BLOCK_ON =
      Setting.textOrList("block-on")
          .doc(
              "what two records must share to be compared, a rule each; [] suggested from the data,"
                  + " as resolve --explain-blocking shows")
          .check(
              IdentitySettings::areBlockingRules,
              "a rule each: a claim or two joined by +, each perhaps with a form behind a colon: "
                  + String.join(", ", FORMS))
          .example(List.of("email", "given_name+family_name:sounds"))
          .defaultValue(List.of());

  private static final Setting<Integer> MAX_BLOCK =
      Setting.integer("max-block")
          .doc("records that share a rule's value and are all compared; larger groups are cut")
          .atLeast(2)
          .defaultValue(IdentityConfig.defaults().maxBlock());

  private static final Setting<Double> THRESHOLD =
      Setting.share("threshold")
          .doc("probability from which on records count as one customer")
          .above(0.0)
          .check(share -> share < 1, "below 1")
          .defaultValue(0.5);

  private static final Setting<Boolean> HOUSEHOLDS =
      Setting.flag("households").doc("whether to tell households").defaultValue(true);

  private static final Setting<Map<String, String>> SURVIVORSHIP =
      Setting.textMap("survivorship")
          .doc(
              "which of several claims is believed of a customer: recent, frequent, or source (the"
                  + " order of trust)")
          .check(IdentitySettings::areRules, "recent, frequent or source for each claim")
          .example(Map.of("address", "recent", "name", "frequent"))
          .defaultValue(Map.of());

  private static final Setting<List<String>> TRUST =
      Setting.textOrList("trust")
          .doc("sources, the most trusted first; with them source is the rule of all claims")
          .example(List.of("crm", "shop"))
          .defaultValue(List.of());

  private static final Setting<Optional<String>> LABELS =
      Setting.text("labels")
          .doc(
              "a CSV file of records and who each is, or of pairs and whether they are one, as for"
                  + " identity evaluate --labels: the model learns from it; optional")
          .example("labels.csv")
          .optional();

  private static final Setting<List<String>> BEHAVIOUR =
      Setting.textOrList("behaviour")
          .doc(
              "what of events is compared beside claims: sessions that records share, baskets of"
                  + " products bought again; [] none")
          .check(IdentitySettings::areBehaviours, "sessions or baskets, each once")
          .example(List.of("sessions", "baskets"))
          .defaultValue(List.of());

  /** What may stand under {@code identity}. */
  public static final SectionSpec SPEC =
      SectionSpec.of(
          "identity",
          "Which records are one customer.",
          METHOD,
          LINK_BY,
          ONE_PER_PERSON,
          MAX_RECORDS_PER_VALUE,
          COMPARE,
          BLOCK_ON,
          MAX_BLOCK,
          THRESHOLD,
          HOUSEHOLDS,
          SURVIVORSHIP,
          TRUST,
          LABELS,
          BEHAVIOUR);

  private IdentitySettings() {}

  /** What a section says. */
  public static IdentityConfig config(Section section) {
    Map<String, Optional<AttributeKind>> compare = new TreeMap<>();
    section
        .value(COMPARE)
        .forEach((name, kind) -> compare.put(new LinkAttribute(name).name(), kind(kind)));
    Map<String, Survivorship.Rule> rules = new TreeMap<>();
    section
        .value(SURVIVORSHIP)
        .forEach((name, rule) -> rules.put(new LinkAttribute(name).name(), rule(rule)));
    List<LinkAttribute> linkBy = attributes(section.value(LINK_BY));
    List<LinkAttribute> onePerPerson = attributes(section.value(ONE_PER_PERSON));
    for (LinkAttribute one : onePerPerson) {
      Optional<String> why = IdentityConfig.whyNotRead(one, section.value(METHOD), linkBy, compare);
      if (why.isPresent()) {
        throw section.invalid(ONE_PER_PERSON, one.name() + " " + why.get());
      }
    }
    return new IdentityConfig(
            section.value(METHOD),
            linkBy,
            onePerPerson,
            section.value(MAX_RECORDS_PER_VALUE),
            compare,
            section.value(BLOCK_ON),
            section.value(MAX_BLOCK),
            section.value(THRESHOLD),
            section.value(HOUSEHOLDS),
            new Survivorship(rules, section.value(TRUST)),
            section.value(LABELS).map(Path::of))
        .withBehaviour(
            section.value(BEHAVIOUR).stream()
                .map(word -> Behaviour.of(word).orElseThrow())
                .collect(Collectors.toSet()));
  }

  private static List<LinkAttribute> attributes(List<String> names) {
    return names.stream().map(LinkAttribute::new).toList();
  }

  private static Optional<AttributeKind> kind(String word) {
    return Arrays.stream(AttributeKind.values()).filter(k -> word(k).equals(word)).findFirst();
  }

  /** As it is written here: given-name. */
  private static String word(AttributeKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Survivorship.Rule rule(String word) {
    return Arrays.stream(Survivorship.Rule.values())
        .filter(rule -> rule.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown rule of survivorship: " + word));
  }

  private static boolean areAttributes(List<String> names) {
    try {
      return names.stream().map(LinkAttribute::new).distinct().count() == names.size();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean areBehaviours(List<String> words) {
    return words.stream().allMatch(word -> Behaviour.of(word).isPresent())
        && words.stream().distinct().count() == words.size();
  }

  private static boolean areBlockingRules(List<String> rules) {
    return rules.stream().allMatch(rule -> BLOCKING_RULE.matcher(rule).matches());
  }

  private static boolean areKinds(Map<String, String> kinds) {
    return areAttributes(List.copyOf(kinds.keySet()))
        && kinds.values().stream().allMatch(word -> word.equals(OFF) || kind(word).isPresent());
  }

  private static boolean areRules(Map<String, String> rules) {
    return areAttributes(List.copyOf(rules.keySet()))
        && rules.values().stream()
            .allMatch(
                word ->
                    Arrays.stream(Survivorship.Rule.values())
                        .anyMatch(rule -> rule.word().equals(word)));
  }
}
