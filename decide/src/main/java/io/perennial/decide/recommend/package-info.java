// SPDX-License-Identifier: Apache-2.0
/** Which products to offer a customer next, why, and how often that was right in time to come. */
@NullMarked
package io.perennial.decide.recommend;

import org.jspecify.annotations.NullMarked;
