// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import io.perennial.math.distribution.Categorical;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;

/** The products by number: product 0 sells best. Immutable. */
final class Catalogue {

  /** Some with what a CSV must quote, and some beyond ASCII. */
  private static final String[] CATEGORIES = {
    "Books",
    "Music",
    "Films & Series",
    "Home, Garden & DIY",
    "Kitchen",
    "Toys",
    "Sports, Outdoor",
    "Beauty",
    "Café & Tea",
    "Electronics",
    "Shoes",
    "Clothing",
    "Baby",
    "Pets",
    "Office \"Pro\""
  };

  private static final String[] BRAND_STEMS = {
    "Alder", "Birke", "Corvo", "Dalia", "Élan", "Fjord", "Granit", "Hasel", "Ibis", "Juno",
    "Kestrel", "Linde", "Müller", "Nordlys", "Olive", "Piñon", "Quill", "Rowan", "Salix", "Tarn"
  };

  private final String[] productIds;
  private final int[] category;
  private final String[] brandNames;
  private final int[] brand;
  private final Categorical popularity;

  Catalogue(Assortment assortment, RandomSource source) {
    int products = assortment.products();
    productIds = new String[products];
    category = new int[products];
    brand = new int[products];
    brandNames = new String[assortment.brands()];
    for (int i = 0; i < brandNames.length; i++) {
      String stem = BRAND_STEMS[i % BRAND_STEMS.length];
      brandNames[i] = i < BRAND_STEMS.length ? stem : stem + " " + (i / BRAND_STEMS.length + 1);
    }
    for (int i = 0; i < products; i++) {
      RandomStream random = source.stream(i);
      productIds[i] = "P" + Integer.toString(10_000_000 + i).substring(1);
      category[i] = random.nextInt(CATEGORIES.length);
      brand[i] = random.nextInt(brandNames.length);
    }
    popularity = Categorical.zipf(products, assortment.zipfExponent());
  }

  int size() {
    return productIds.length;
  }

  int draw(RandomStream random) {
    return popularity.draw(random);
  }

  String productId(int product) {
    return productIds[product];
  }

  String category(int product) {
    return CATEGORIES[category[product]];
  }

  String brand(int product) {
    return brandNames[brand[product]];
  }
}
