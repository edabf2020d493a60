// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What a section means that names a preset or has parts: the sections as they would stand in the
 * file without. Nodes keep their places, so that a problem is shown where it was written.
 *
 * <p>Keys of the user's change those of the preset; mappings are merged key by key, anything else
 * is replaced; {@code null} takes a key away, and so does {@code none} where the preset has it.
 */
final class PresetMerge {

  static final String PRESET = "preset";
  static final String PARTS = "parts";

  /** Whose words the keys are: the parts of one section are of one system. */
  private static final String SYSTEM = "system";

  private static final String NONE = "none";

  private PresetMerge() {}

  /** The sections that one means, itself if it has neither preset nor parts. */
  static List<Keyed> sections(Keyed section, PresetTexts presets) {
    if (!(section.value() instanceof MappingNode user)
        || (value(user, PRESET).isEmpty() && value(user, PARTS).isEmpty())) {
      return List.of(section);
    }
    Node preset = preset(user, presets);
    Node base = merged(without(preset, PARTS), without(user, PARTS, PRESET));
    Map<String, Node> parts = new LinkedHashMap<>();
    Node all =
        merged(
            value(preset, PARTS).orElse(empty(preset)), value(user, PARTS).orElse(empty(preset)));
    tuples(all).forEach(part -> parts.put(word(part.getKeyNode()), part.getValueNode()));
    if (parts.isEmpty()) {
      return List.of(new Keyed(section.node(), section.place(), base));
    }
    List<Keyed> sections = new ArrayList<>();
    for (String part : parts.keySet()) {
      Node whole = merged(without(preset, PARTS), of(preset, part));
      whole = merged(whole, without(user, PARTS, PRESET));
      whole = merged(ofSystem(section.key(), whole), of(user, part));
      Node name = scalar(section.key() + "-" + part, section.node());
      sections.add(new Keyed(name, section.place(), whole));
    }
    return sections;
  }

  /** The preset that a section names, when it names one that is not there. */
  static Optional<Node> unknown(Keyed section, PresetTexts presets) {
    return value(section.value(), PRESET)
        .filter(
            name -> !(name instanceof ScalarNode word) || !presets.names().contains(text(word)));
  }

  private static Node preset(MappingNode user, PresetTexts presets) {
    return value(user, PRESET)
        .filter(ScalarNode.class::isInstance)
        .map(name -> text((ScalarNode) name))
        .filter(presets.names()::contains)
        .flatMap(name -> YamlText.compose(presets.text(name), Path.of("preset " + name)))
        .orElse(empty(user));
  }

  private static Node of(Node whole, String part) {
    return value(whole, PARTS)
        .flatMap(parts -> value(parts, part))
        .filter(MappingNode.class::isInstance)
        .orElse(empty(whole));
  }

  private static Node ofSystem(String name, Node section) {
    if (value(section, SYSTEM).isPresent()) {
      return section;
    }
    List<NodeTuple> tuples = new ArrayList<>(tuples(section));
    tuples.add(new NodeTuple(scalar(SYSTEM, section), scalar(name, section)));
    return like(section, tuples);
  }

  private static Node merged(Node under, Node over) {
    if (!(under instanceof MappingNode) || !(over instanceof MappingNode)) {
      return over;
    }
    Map<String, NodeTuple> known = new LinkedHashMap<>();
    tuples(under).forEach(tuple -> known.put(word(tuple.getKeyNode()), tuple));
    List<NodeTuple> twice = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : tuples(over)) {
      String key = word(tuple.getKeyNode());
      if (!seen.add(key)) {
        twice.add(tuple); // to be complained of where it stands
      } else if (known.containsKey(key) && isNone(tuple.getValueNode())) {
        known.remove(key);
      } else {
        Node value =
            known.containsKey(key)
                ? merged(known.get(key).getValueNode(), tuple.getValueNode())
                : tuple.getValueNode();
        known.put(key, new NodeTuple(tuple.getKeyNode(), value));
      }
    }
    List<NodeTuple> tuples = new ArrayList<>(known.values());
    tuples.addAll(twice);
    return like(over, tuples);
  }

  private static boolean isNone(Node value) {
    return Kind.isNothing(value) || (value instanceof ScalarNode word && text(word).equals(NONE));
  }

  private static Node without(Node section, String... keys) {
    Set<String> left = Set.of(keys);
    List<NodeTuple> tuples =
        tuples(section).stream().filter(t -> !left.contains(word(t.getKeyNode()))).toList();
    return like(section, tuples);
  }

  private static Optional<Node> value(Node section, String key) {
    return tuples(section).stream()
        .filter(tuple -> word(tuple.getKeyNode()).equals(key))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }

  private static List<NodeTuple> tuples(Node section) {
    return section instanceof MappingNode mapping ? mapping.getValue() : List.of();
  }

  /** The key's word; a key that is none is like no other. */
  private static String word(Node key) {
    return key instanceof ScalarNode scalar ? scalar.getValue() : key.toString();
  }

  private static String text(ScalarNode word) {
    return word.getValue().strip();
  }

  private static Node empty(Node where) {
    return like(where, List.of());
  }

  private static Node like(Node where, List<NodeTuple> tuples) {
    return new MappingNode(
        Tag.MAP, true, tuples, FlowStyle.BLOCK, where.getStartMark(), where.getEndMark());
  }

  private static Node scalar(String text, Node where) {
    return new ScalarNode(
        Tag.STR, true, text, ScalarStyle.PLAIN, where.getStartMark(), where.getEndMark());
  }
}
