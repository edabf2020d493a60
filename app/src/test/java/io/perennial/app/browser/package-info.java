// SPDX-License-Identifier: Apache-2.0
/** A real browser, driven by the protocol that all browsers speak; without a library for it. */
@NullMarked
package io.perennial.app.browser;

import org.jspecify.annotations.NullMarked;
