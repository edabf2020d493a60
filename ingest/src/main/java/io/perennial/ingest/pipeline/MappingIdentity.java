// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.domain.EventType;
import io.perennial.domain.StableHash;
import io.perennial.ingest.EventField;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.sniff.NumberForms;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the ids of events depend on beside the content of the files: which columns they are made of,
 * how times are read, what the words in the type column mean, how numbers are read.
 *
 * <p>As text, {@code 1z3k.4fx:order.!9ab:return,}: a hash of all that must be equal; each word
 * whose meaning is configured, hashed, with a sign before those that mean something else without
 * that; the decimal mark. Readings from before words were noted have no point behind their hash.
 */
final class MappingIdentity {

  private static final char ALSO_KNOWN = '!';

  private final String text;
  private final String must;
  private final boolean hasWords;
  private final Map<String, String> meanings = new HashMap<>();
  private final Set<String> alsoKnown = new HashSet<>();
  private final char mark;

  private MappingIdentity(String text) {
    this.text = text;
    this.mark = text.charAt(text.length() - 1);
    String[] parts = text.substring(0, text.length() - 1).split("[.]", -1);
    this.must = parts[0];
    this.hasWords = parts.length > 1;
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].isEmpty()) {
        continue;
      }
      boolean also = parts[i].charAt(0) == ALSO_KNOWN;
      String word = parts[i].substring(also ? 1 : 0, parts[i].indexOf(':'));
      meanings.put(word, parts[i].substring(parts[i].indexOf(':') + 1));
      if (also) {
        alsoKnown.add(word);
      }
    }
  }

  /** As the list of files has it. */
  static MappingIdentity parse(String text) {
    return new MappingIdentity(text);
  }

  /**
   * That of a group of files.
   *
   * @param zone of times without one
   */
  static MappingIdentity of(FileGroup group, SourceConfig source, ZoneId zone) {
    String must =
        String.join(
            "\n",
            source.system(),
            group.columns().toString(),
            source.mapping().constants().toString(),
            source.mapping().type(),
            source.mapping().returnPrefix().orElse(""),
            group.properties().toString(),
            group.times().get(0),
            zone.getId());
    if (!source.mapping().shaping().isNone()) {
      must += "\n" + source.mapping().shaping();
    }
    StringBuilder text = new StringBuilder(hash(must)).append('.');
    if (group.has(EventField.TYPE)) {
      text.append(words(source.mapping().typeValues()));
    }
    return new MappingIdentity(text.append(group.mark().sign()).toString());
  }

  private static String words(Map<String, String> typeValues) {
    Map<String, String> words = new TreeMap<>();
    typeValues.forEach(
        (said, meant) -> {
          String word = said.strip().toLowerCase(Locale.ROOT);
          Optional<String> plain = plain(word);
          if (plain.equals(Optional.of(meant))) {
            words.remove(hash(word));
          } else {
            words.put(hash(word), (plain.isPresent() ? ALSO_KNOWN : "") + hash(word) + ':' + meant);
          }
        });
    return String.join(".", words.values());
  }

  /** What a word means where nothing is configured. */
  private static Optional<String> plain(String word) {
    String type = word.replace('-', '_').replace(' ', '_');
    return Arrays.stream(EventType.values()).map(EventType::word).filter(type::equals).findFirst();
  }

  private static String hash(String text) {
    return Long.toString(StableHash.of(text), 36);
  }

  /**
   * Whether what was read so may be read as {@code now}, and its events stay what they are. A word
   * may have got a meaning that had none; numbers that told no mark mean the same under any.
   */
  boolean admits(MappingIdentity now) {
    char unknown = NumberForms.Mark.UNKNOWN.sign();
    boolean sameMark = mark == now.mark || mark == unknown || now.mark == unknown;
    return must.equals(now.must) && sameMark && (!hasWords || keepsWords(now));
  }

  private boolean keepsWords(MappingIdentity now) {
    return now.meanings.entrySet().containsAll(meanings.entrySet())
        && meanings.keySet().containsAll(now.alsoKnown);
  }

  @Override
  public String toString() {
    return text;
  }
}
