// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of one section, checked: each setting of its {@link SectionSpec} has one, from the
 * file or by default. Immutable.
 */
public final class Section {

  private record Entry(Object value, Place place) {}

  private final SectionSpec spec;
  private final String path;
  private final Place place;
  private final Map<Setting<?>, Entry> values;
  private final Map<SectionSpec, Section> sections;
  private final Map<SectionSpec, Map<String, Section>> named;

  private Section(
      SectionSpec spec,
      String path,
      Place place,
      Map<Setting<?>, Entry> values,
      Map<SectionSpec, Section> sections,
      Map<SectionSpec, Map<String, Section>> named) {
    this.spec = spec;
    this.path = path;
    this.place = place;
    this.values = values;
    this.sections = sections;
    this.named = named;
  }

  /** Nothing but defaults, from no file: the start of a configuration made in code. */
  public static Section of(SectionSpec spec) {
    return at(spec, spec.name(), Place.inCode());
  }

  static Section at(SectionSpec spec, String path, Place place) {
    return new Section(spec, path, place, Map.of(), Map.of(), Map.of());
  }

  /**
   * The value of a setting, or its default.
   *
   * @throws IllegalArgumentException if this section has no such setting
   * @throws IllegalStateException if the setting is required and this section, made in code, has no
   *     value for it; a section that was read always has one
   */
  public <T> T value(Setting<T> setting) {
    known(setting);
    Entry entry = values.get(setting);
    if (entry != null) {
      @SuppressWarnings("unchecked") // with() takes a T for a Setting<T>
      T value = (T) entry.value();
      return value;
    }
    return setting
        .defaultValue()
        .orElseThrow(() -> new IllegalStateException("Missing " + pathOf(setting.name())));
  }

  /** The value of a path setting, a relative one resolved against {@link #folder}. */
  public Path path(Setting<Path> setting) {
    return folder().resolve(value(setting));
  }

  /** The folder of the file, which relative paths are relative to; empty when made in code. */
  public Path folder() {
    Path parent = place.file().getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** Whether the value was written down rather than taken from the default. */
  public boolean isSet(Setting<?> setting) {
    known(setting);
    return values.containsKey(setting);
  }

  /** Where the value stands; for a default, where the section does. */
  public Place place(Setting<?> setting) {
    known(setting);
    Entry entry = values.get(setting);
    return entry == null ? place : entry.place();
  }

  /** Where the section begins. */
  public Place place() {
    return place;
  }

  /** The section's keys from the root, with dots between, such as {@code sources.orders}. */
  public String path() {
    return path;
  }

  /** A section within; if the file has none, one with nothing but defaults. */
  public Section section(SectionSpec child) {
    known(child);
    if (child.isNamed()) {
      throw new IllegalArgumentException("Cannot read " + child + " as one section: it has names");
    }
    Section section = sections.get(child);
    return section == null ? at(child, pathOf(child.name()), place) : section;
  }

  /** The sections that the user named, in the order of the file. */
  public Map<String, Section> named(SectionSpec child) {
    known(child);
    if (!child.isNamed()) {
      throw new IllegalArgumentException("Cannot read " + child + " by names: it is one section");
    }
    return named.getOrDefault(child, Map.of());
  }

  /**
   * The same with one value.
   *
   * @throws IllegalArgumentException if the value is out of bounds
   */
  public <T> Section with(Setting<T> setting, T value) {
    return with(setting, setting.check(value), Place.inCode());
  }

  <T> Section with(Setting<T> setting, T value, Place where) {
    known(setting);
    Map<Setting<?>, Entry> more = new LinkedHashMap<>(values);
    more.put(setting, new Entry(value, where));
    return new Section(spec, path, place, Collections.unmodifiableMap(more), sections, named);
  }

  /** The same with another section within. */
  public Section withSection(SectionSpec child, Section section) {
    known(child);
    Map<SectionSpec, Section> more = new LinkedHashMap<>(sections);
    more.put(child, section);
    return new Section(spec, path, place, values, Collections.unmodifiableMap(more), named);
  }

  /** The same with a section under a name, after those that are there. */
  public Section withNamed(SectionSpec child, String name, Section section) {
    known(child);
    Map<String, Section> byName = new LinkedHashMap<>(named(child));
    byName.put(name, section);
    Map<SectionSpec, Map<String, Section>> more = new LinkedHashMap<>(named);
    more.put(child, Collections.unmodifiableMap(byName));
    return new Section(spec, path, place, values, sections, Collections.unmodifiableMap(more));
  }

  /**
   * That the value of a setting will not do, for a reason that only its reader knows: {@code throw
   * section.invalid(COLUMN, "there is no such column in orders.csv; it has id, date, total")}.
   */
  public ConfigException invalid(Setting<?> setting, String why) {
    return new ConfigException(List.of(problem(setting, why)));
  }

  /** The same as {@link #invalid}, to be collected with others into one {@link ConfigException}. */
  public Problem problem(Setting<?> setting, String why) {
    String key = pathOf(setting.name());
    return new Problem(
        place(setting), key, "Invalid " + key + ": " + shown(setting) + " (" + why + ")");
  }

  private <T> String shown(Setting<T> setting) {
    return setting.shown(value(setting));
  }

  /**
   * All values, defaults filled in, one to a line, sorted by key: equal for two files that mean the
   * same, whatever their comments, order and explicit defaults. Relative to this section. Secrets
   * are masked, so that another password is not another configuration. Meant to be hashed.
   */
  public String canonical() {
    Map<String, String> lines = new TreeMap<>();
    canonical("", lines);
    StringBuilder text = new StringBuilder();
    lines.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    return text.toString();
  }

  private void canonical(String prefix, Map<String, String> lines) {
    for (Part part : spec.parts().values()) {
      String key = prefix + part.name();
      if (part instanceof Setting<?> setting) {
        if (isSet(setting) || !setting.isRequired()) {
          lines.put(key, Json.compact(Json.sorted(plain(setting))));
        }
      } else if (part instanceof SectionSpec child && child.isNamed()) {
        named(child)
            .forEach(
                (name, section) -> {
                  lines.put(key + "." + name, "{}");
                  section.canonical(key + "." + name + ".", lines);
                });
      } else if (part instanceof SectionSpec child) {
        section(child).canonical(key + ".", lines);
      }
    }
  }

  private <T> Object plain(Setting<T> setting) {
    return setting.plain(value(setting));
  }

  /**
   * What is set, without defaults, as YAML that reads back to the same section: for a section made
   * in code that is to be proposed to the user. Secrets are masked.
   */
  public String yaml() {
    StringBuilder text = new StringBuilder();
    yaml("", text);
    return text.toString();
  }

  private void yaml(String indent, StringBuilder text) {
    for (Part part : spec.parts().values()) {
      if (part instanceof Setting<?> setting && isSet(setting)) {
        text.append(indent).append(part.name()).append(": ");
        text.append(Json.yaml(plain(setting))).append('\n');
      } else if (part instanceof SectionSpec child && sections.containsKey(child)) {
        text.append(indent).append(child.name()).append(":\n");
        section(child).yaml(indent + "  ", text);
      } else if (part instanceof SectionSpec child && named.containsKey(child)) {
        text.append(indent).append(child.name()).append(":\n");
        for (Map.Entry<String, Section> entry : named(child).entrySet()) {
          text.append(indent).append("  ").append(entry.getKey()).append(":\n");
          entry.getValue().yaml(indent + "    ", text);
        }
      }
    }
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private void known(Part part) {
    if (spec.parts().get(part.name()) != part) {
      throw new IllegalArgumentException(
          "Unknown part '" + part.name() + "' of section '" + spec + "'");
    }
  }

  /** The key path and the place; no values. */
  @Override
  public String toString() {
    return (path.isEmpty() ? "root" : path) + " (" + place + ")";
  }
}
