// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.config.JsonSchema;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.dictionary.Declarations;
import io.perennial.features.dictionary.DictionaryPage;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * docs/features.md and docs/features.schema.json are made of the dictionary: {@code mvn test -pl
 * features -am -Dtest=FeaturesPageTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dwrite.features=true} writes them anew.
 */
class FeaturesPageTest {

  private static final FeatureDictionary DICTIONARY =
      FeatureSet.of(new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty()))
          .dictionary();

  private static Path docs() {
    Path here = Path.of("").toAbsolutePath();
    return (Files.exists(here.resolve("docs")) ? here : here.getParent()).resolve("docs");
  }

  private static void requireSame(String file, String content) throws IOException {
    Path path = docs().resolve(file);
    if (Boolean.getBoolean("write.features")) {
      Files.writeString(path, content);
    }
    assertThat(path).content().as("write it anew as the Javadoc says").isEqualTo(content);
  }

  @Test
  void the_page_is_what_the_dictionary_says() throws IOException {
    requireSame("features.md", DictionaryPage.of(DICTIONARY));
  }

  @Test
  void the_schema_is_of_the_grammar() throws IOException {
    requireSame("features.schema.json", JsonSchema.of(Declarations.FILE));
  }

  @Test
  void there_are_many_features_and_each_says_what_there_is_to_know() {
    assertThat(DICTIONARY.all()).hasSizeGreaterThan(120);
    assertThat(Declarations.builtIn()).hasSizeGreaterThan(60);
    for (FeatureDefinition feature : DICTIONARY.all()) {
      assertThat(DictionaryPage.said(feature).values())
          .as(feature.name())
          .noneMatch(String::isBlank);
    }
    assertThat(FeatureTable.spec(DICTIONARY).columns())
        .as("every feature is a column, beside customer, instant and run")
        .hasSize(DICTIONARY.all().size() + 3);
  }
}
