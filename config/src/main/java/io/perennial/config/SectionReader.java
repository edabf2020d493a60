// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads nodes as a spec says, and goes on after a problem so as to find them all. */
final class SectionReader {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]*");
  private static final int MOST_SHOWN = 60;

  private final Path file;
  private final Environment environment;
  private final List<Problem> problems = new ArrayList<>();

  SectionReader(Path file, Environment environment) {
    this.file = file;
    this.environment = environment;
  }

  /**
   * Reads the whole file: one node, or none if it has nothing but comments.
   *
   * @throws ConfigException if there is any problem
   */
  Section read(SectionSpec root, List<Node> document) {
    Section section = section(root, "", new Place(file, 1, 1), document);
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt((Problem problem) -> problem.place().line()));
      throw new ConfigException(problems);
    }
    return section;
  }

  private Section section(SectionSpec spec, String path, Place place, List<Node> value) {
    Map<String, Keyed> keyed = new LinkedHashMap<>();
    Set<String> meant = new HashSet<>();
    for (Keyed entry : entries(value, path)) {
      if (spec.parts().containsKey(entry.key())) {
        keyed.put(entry.key(), entry);
      } else {
        meant.add(unknown(entry, spec, path));
      }
    }
    Section section = Section.at(spec, path, place);
    for (Part part : spec.parts().values()) {
      Optional<Keyed> entry = Optional.ofNullable(keyed.get(part.name()));
      String key = join(path, part.name());
      if (part instanceof Setting<?> setting) {
        if (entry.isPresent()) {
          section = set(section, setting, key, entry.get());
        } else if (setting.isRequired() && !meant.contains(setting.name())) {
          missing(setting, path, place);
        }
      } else if (part instanceof SectionSpec child && child.isNamed()) {
        section = named(section, child, key, entry);
      } else if (part instanceof SectionSpec child && !meant.contains(child.name())) {
        section = nested(section, child, key, place, entry);
      }
    }
    return section;
  }

  private Section nested(
      Section section, SectionSpec child, String key, Place place, Optional<Keyed> entry) {
    Place where = entry.map(Keyed::place).orElse(place);
    List<Node> value = entry.map(Keyed::value).map(List::of).orElse(List.of());
    Section read = section(child, key, where, value);
    return entry.isPresent() ? section.withSection(child, read) : section;
  }

  private Section named(Section section, SectionSpec child, String key, Optional<Keyed> entry) {
    Section result = section;
    List<Node> value = entry.map(Keyed::value).map(List::of).orElse(List.of());
    for (Keyed one : entries(value, key)) {
      if (NAME.matcher(one.key()).matches()) {
        Set<Place> said = new HashSet<>();
        for (Keyed meant : meant(child, key, one)) {
          int before = problems.size();
          String path = join(key, meant.key());
          Section read = section(child, path, meant.place(), List.of(meant.value()));
          result = result.withNamed(child, meant.key(), read);
          // what is wrong for all parts of a section is said once
          problems.subList(before, problems.size()).removeIf(p -> said.contains(p.place()));
          problems.subList(before, problems.size()).forEach(p -> said.add(p.place()));
        }
      } else {
        problem(
            one.place(),
            key,
            "Invalid name in %s: '%s' (must be letters, digits, - and _)"
                .formatted(key, cut(one.key())));
      }
    }
    return result;
  }

  /** The sections that one of the file means, with what its preset says. */
  private List<Keyed> meant(SectionSpec child, String key, Keyed one) {
    if (child.presets().isEmpty()) {
      return List.of(one);
    }
    PresetTexts presets = child.presets().get();
    Optional<Node> unknown = PresetMerge.unknown(one, presets);
    unknown.ifPresent(
        node -> {
          String path = join(join(key, one.key()), PresetMerge.PRESET);
          String said = node instanceof ScalarNode word ? word.getValue() : "";
          problem(
              YamlText.place(file, node),
              path,
              "Unknown preset: %s in %s (%s)"
                  .formatted(shown(node, false), path, near(said, presets.names(), "there are")));
        });
    return unknown.isPresent() ? List.of() : PresetMerge.sections(one, presets);
  }

  private <T> Section set(Section section, Setting<T> setting, String key, Keyed entry) {
    try {
      T value = setting.read(entry.value(), environment);
      return section.with(setting, value, YamlText.place(file, entry.value()));
    } catch (Misread misread) {
      String shown = shown(misread.node(), setting.isSecret());
      problem(
          YamlText.place(file, misread.node()),
          key,
          "Invalid %s: %s (%s)".formatted(key, shown, misread.getMessage()));
      return section;
    }
  }

  /** The entries of a mapping, each key once; a section without a value has none. */
  private List<Keyed> entries(List<Node> value, String path) {
    List<Keyed> entries = new ArrayList<>();
    if (value.isEmpty() || Kind.isNothing(value.get(0))) {
      return entries;
    }
    if (!(value.get(0) instanceof MappingNode mapping)) {
      problem(
          YamlText.place(file, value.get(0)),
          path,
          "Invalid %s: %s (must be a section: keys with values, as in 'key: value')"
              .formatted(path.isEmpty() ? "file" : path, shown(value.get(0), false)));
      return entries;
    }
    Map<String, Place> seen = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place place = YamlText.place(file, tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(
            place,
            path,
            "Invalid key%s: %s (must be a word)"
                .formatted(in(path), shown(tuple.getKeyNode(), false)));
      } else if (seen.containsKey(key.getValue())) {
        problem(
            place,
            join(path, key.getValue()),
            "Duplicate key '%s'%s: it is on line %d already (keep one)"
                .formatted(cut(key.getValue()), in(path), seen.get(key.getValue()).line()));
      } else {
        seen.put(key.getValue(), place);
        entries.add(new Keyed(key, place, tuple.getValueNode()));
      }
    }
    return entries;
  }

  /** Reports the key and gives the one that was probably meant, or itself. */
  private String unknown(Keyed entry, SectionSpec spec, String path) {
    Optional<String> near = Nearest.to(entry.key(), spec.known());
    problem(
        entry.place(),
        join(path, entry.key()),
        "Unknown key '%s'%s (%s)"
            .formatted(cut(entry.key()), in(path), near(entry.key(), spec.known(), "known keys")));
    return near.orElse(entry.key());
  }

  private static String near(String word, Collection<String> known, String otherwise) {
    return Nearest.to(word, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElse(otherwise + ": " + String.join(", ", known));
  }

  private void missing(Setting<?> setting, String path, Place place) {
    String doc = setting.doc().isEmpty() ? "" : ": " + setting.doc();
    problem(
        place,
        join(path, setting.name()),
        "Missing key '%s'%s (must be %s%s)"
            .formatted(setting.name(), in(path), setting.expected(), doc));
  }

  private void problem(Place place, String key, String message) {
    problems.add(new Problem(place, key, message));
  }

  /** The value as it was written, before variables were filled in. */
  private static String shown(Node node, boolean secret) {
    if (Kind.isNothing(node)) {
      return "no value";
    }
    if (node instanceof ScalarNode scalar) {
      return secret ? Setting.MASK : "'" + cut(scalar.getValue()) + "'";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }

  private static String cut(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > MOST_SHOWN || line.length() < text.strip().length()
        ? line.substring(0, Math.min(line.length(), MOST_SHOWN)) + "…"
        : line;
  }

  private static String in(String path) {
    return path.isEmpty() ? "" : " in " + path;
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
