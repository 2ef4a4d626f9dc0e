package io.secureconnect.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * The one Immutables style of the project: the generated class is hidden behind the value's own interface and its
 * nested {@code Builder}, and an interface's {@code default} method is the default of that attribute.
 */
@Target({ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.CLASS)
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        overshadowImplementation = true,
        defaultAsDefault = true,
        jdkOnly = true,
        allMandatoryParameters = false)
public @interface SecureConnectStyle {}
