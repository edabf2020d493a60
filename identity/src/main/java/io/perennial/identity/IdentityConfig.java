// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * How records become customers.
 *
 * @param method whether only equal keys link records, or all that claims say
 * @param linkBy attributes whose equal values say that records are one customer, the most telling
 *     first; none: no value alone links records
 * @param onePerPerson attributes of which a person has one value at most: records with different
 *     ones are kept apart, whatever else they say
 * @param maxRecordsPerValue a value of {@code linkBy} that more records have than this links
 *     nobody: it is a shop's own address, or a household of another kind
 * @param compare what the values of attributes are, where that is not to be guessed; empty: the
 *     attribute is not compared
 * @param blockOn which pairs are compared: rules such as {@code given_name+family_name:sounds};
 *     none: suggested from the data
 * @param maxBlock records that share a key and are all compared with each other; larger blocks are
 *     cut
 * @param threshold probability from which on two records count as one customer, in (0, 1)
 * @param households whether customers of one household are told
 * @param survivorship which of several claims is believed
 * @param labels a file that says of records or pairs who is who, to learn from
 * @param behaviour what of events is compared, too
 * @param secret under which hashes of values are kept, the workspace's own: without it a hash does
 *     not tell whose it is; it changes no result, and is shown nowhere
 */
public record IdentityConfig(
    Method method,
    List<LinkAttribute> linkBy,
    List<LinkAttribute> onePerPerson,
    int maxRecordsPerValue,
    Map<String, Optional<AttributeKind>> compare,
    List<String> blockOn,
    int maxBlock,
    double threshold,
    boolean households,
    Survivorship survivorship,
    Optional<Path> labels,
    Set<Behaviour> behaviour,
    String secret) {

  /** How records are linked. */
  public enum Method {
    /** By all that claims say, weighed by a model that is fitted to the data. */
    PROBABILISTIC,
    /** By equal values of {@code link-by} alone. */
    KEYS
  }

  /** Records in a block, at most, unless configured. */
  private static final int MAX_BLOCK = 200;

  public IdentityConfig {
    linkBy = List.copyOf(linkBy);
    onePerPerson = List.copyOf(onePerPerson);
    compare = Collections.unmodifiableMap(new TreeMap<>(compare));
    blockOn = List.copyOf(blockOn);
    behaviour = Collections.unmodifiableSet(new TreeSet<>(behaviour));
    if (maxRecordsPerValue < 2) {
      throw new IllegalArgumentException(
          "Invalid identity.max-records-per-value: " + maxRecordsPerValue + " (must be >= 2)");
    }
    if (linkBy.stream().distinct().count() < linkBy.size()) {
      throw new IllegalArgumentException(
          "Invalid identity.link-by: " + linkBy + " (must name each attribute once)");
    }
    for (LinkAttribute one : onePerPerson) {
      Optional<String> why = whyNotRead(one, method, linkBy, compare);
      if (why.isPresent()) {
        throw new IllegalArgumentException(
            "Invalid identity.one-per-person: " + one.name() + " (" + why.get() + ")");
      }
    }
    if (maxBlock < 2) {
      throw new IllegalArgumentException(
          "Invalid identity.max-block: " + maxBlock + " (must be >= 2)");
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "Invalid identity.threshold: " + threshold + " (must be in (0, 1))");
    }
  }

  /** Of claims alone, and without a secret: for what is kept nowhere. */
  public IdentityConfig(
      Method method,
      List<LinkAttribute> linkBy,
      List<LinkAttribute> onePerPerson,
      int maxRecordsPerValue,
      Map<String, Optional<AttributeKind>> compare,
      List<String> blockOn,
      int maxBlock,
      double threshold,
      boolean households,
      Survivorship survivorship,
      Optional<Path> labels) {
    this(
        method,
        linkBy,
        onePerPerson,
        maxRecordsPerValue,
        compare,
        blockOn,
        maxBlock,
        threshold,
        households,
        survivorship,
        labels,
        Set.of(),
        "");
  }

  /** Why values of an attribute are not read, so that they keep nobody apart; empty: they are. */
  static Optional<String> whyNotRead(
      LinkAttribute one,
      Method method,
      List<LinkAttribute> linkBy,
      Map<String, Optional<AttributeKind>> compare) {
    Optional<AttributeKind> kind = compare.get(one.name());
    if (kind != null && kind.isEmpty()) {
      return Optional.of("must be compared, but identity.compare says off");
    }
    if (method == Method.KEYS && !linkBy.contains(one)) {
      return Optional.of(
          "must be in identity.link-by, as identity.method: keys reads nothing else");
    }
    return Optional.empty();
  }

  /** By all that claims say; an equal e-mail of at most 20 records is as good as a key. */
  public static IdentityConfig defaults() {
    return new IdentityConfig(
        Method.PROBABILISTIC,
        List.of(new LinkAttribute("email")),
        List.of(),
        20,
        Map.of(),
        List.of(),
        MAX_BLOCK,
        0.5,
        true,
        Survivorship.defaults(),
        Optional.empty());
  }

  /** The same, linking by other attributes. */
  public IdentityConfig withLinkBy(String... attributes) {
    return with(copy -> copy.linkBy = links(attributes));
  }

  /** The same by another method. */
  public IdentityConfig withMethod(Method other) {
    return with(copy -> copy.method = other);
  }

  /** The same, with attributes of which a person has one value at most. */
  public IdentityConfig withOnePerPerson(String... attributes) {
    return with(copy -> copy.onePerPerson = links(attributes));
  }

  /** The same with another bound on the records of a value. */
  public IdentityConfig withMaxRecordsPerValue(int records) {
    return with(copy -> copy.maxRecordsPerValue = records);
  }

  /** The same with an attribute compared as {@code kind}; empty: not compared. */
  public IdentityConfig withCompare(String attribute, Optional<AttributeKind> kind) {
    Map<String, Optional<AttributeKind>> kinds = new TreeMap<>(compare);
    kinds.put(attribute, kind);
    return with(copy -> copy.compare = kinds);
  }

  /** The same with rules of its own, and another bound on blocks. */
  public IdentityConfig withBlocking(List<String> rules, int most) {
    return with(
        copy -> {
          copy.blockOn = rules;
          copy.maxBlock = most;
        });
  }

  /** The same, comparing what events show, too. */
  public IdentityConfig withBehaviour(Set<Behaviour> shown) {
    return with(copy -> copy.behaviour = shown);
  }

  /** The same, keeping hashes of values under another secret. */
  public IdentityConfig withSecret(String other) {
    return with(copy -> copy.secret = other);
  }

  private static List<LinkAttribute> links(String... attributes) {
    return List.of(attributes).stream().map(LinkAttribute::new).toList();
  }

  private IdentityConfig with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new IdentityConfig(
        copy.method,
        copy.linkBy,
        copy.onePerPerson,
        copy.maxRecordsPerValue,
        copy.compare,
        copy.blockOn,
        copy.maxBlock,
        threshold,
        households,
        survivorship,
        labels,
        copy.behaviour,
        copy.secret);
  }

  /** What of a configuration may be changed on the way to another. */
  private static final class Copy {
    private Method method;
    private List<LinkAttribute> linkBy;
    private List<LinkAttribute> onePerPerson;
    private int maxRecordsPerValue;
    private Map<String, Optional<AttributeKind>> compare;
    private List<String> blockOn;
    private int maxBlock;
    private Set<Behaviour> behaviour;
    private String secret;

    private Copy(IdentityConfig from) {
      method = from.method;
      linkBy = from.linkBy;
      onePerPerson = from.onePerPerson;
      maxRecordsPerValue = from.maxRecordsPerValue;
      compare = from.compare;
      blockOn = from.blockOn;
      maxBlock = from.maxBlock;
      behaviour = from.behaviour;
      secret = from.secret;
    }
  }

  /**
   * Equal texts for configurations under which the results of a run may be built on by the next, if
   * what labels say is the same, too.
   */
  public String canonicalOfModel() {
    List<String> kinds = new ArrayList<>();
    compare.forEach(
        (attribute, kind) ->
            kinds.add(attribute + " " + kind.map(AttributeKind::name).orElse("OFF")));
    return "method "
        + method.name().toLowerCase(java.util.Locale.ROOT)
        + " link-by "
        + linkBy.stream().map(LinkAttribute::name).toList()
        + " one-per-person "
        + onePerPerson.stream().map(LinkAttribute::name).toList()
        + " max-records-per-value "
        + maxRecordsPerValue
        + " compare "
        + kinds
        + " block-on "
        + blockOn
        + " max-block "
        + maxBlock
        + " threshold "
        + threshold
        + (behaviour.isEmpty() ? "" : " behaviour " + behaviour);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return canonicalOfModel()
        + " households "
        + households
        + " survivorship "
        + survivorship.canonical();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "IdentityConfig[" + canonical() + "]";
  }
}
