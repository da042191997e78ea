var z,Pn,It,be,Dt,it,$n,ot,An,Nt,Ht,Cn,ze=Symbol.for("pv"),at={},lt=[],Ko=/^m(i|n|o|s|text|space)$/,Rt=Array.isArray,Kt=lt.slice,Me=Object.assign;function xe(e){
e&&e.parentNode&&e.remove()}function Bn(e,t,n){var o,s,i,a={},l=arguments.length;for(i in t)i=="key"?o=t[i]:i=="ref"&&typeof e!="function"?s=t[i]:a[i]=t[i];return l>
2&&(a.children=l>3?Kt.call(arguments,2):n),Ue(e,a,o,s,null)}function Ue(e,t,n,o,s){var i={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:ze,__v:s||++Pn,__i:-1,__u:0};return!s&&z.vnode&&z.
vnode(i),i}function se(){return{current:null}}function I(e){return e.children}function Be(e,t){this.props=e,this.context=t,this.__g=0}function we(e,t){if(t==null)
return e.__&&we(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||e.props.__P?null:we(e)}function Fo(e){
var t,n=e.__v,o=n.__e,s=[],i=[],a=e.__P;a&&((t=Me({constructor:ze},n)).__v=n.__v+1,z.vnode&&z.vnode(t),Ft(a,t,n,e.__n,a.namespaceURI,32&n.__u?[o]:null,s,o||we(n),
32&n.__u,i),t.__v=n.__v,t.__.__k[t.__i]=t,Nn(s,t,i),n.__=n.__e=null,t.__e!=o&&Ln(t))}function Ln(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),Ln(e)}function Ot(e){(8&e.__g||(e.__g|=8,be.push(e),it++))&&Dt==z.debounceRendering||((Dt=z.debounceRendering)||queueMicrotask)(
Dn)}function Dn(){try{for(var e,t=1;be.length;)be.length>t&&be.sort($n),e=be.shift(),t=be.length,8&e.__g&&Fo(e)}finally{(it=be.length)&&(Dt||queueMicrotask)(Dn)}}
function Hn(e,t,n,o,s,i,a,l,u,c,p){var m,b,f,d,h,g,w=o.__k||lt,y=t.length;for(u=Wo(n,t,w,u,y),m=0;m<y;m++)(f=n.__k[m])!=null&&(b=~f.__i&&w[f.__i]||at,f.__i=m,g=
Ft(e,f,b,s,i,a,l,u,c,p),d=f.__e,(b.ref!=f.ref||8&b.__u)&&(b.ref&&Wt(b.ref,null,f,b),f.ref&&p.push(f.ref,f.__c||d,f)),h=h||d,4&f.__u?(u=On(f,u,e,!b.__v),b.__e&&(b.
__e=null)):typeof f.type=="function"&&g!==void 0?u=g:d&&(u=d.nextSibling),f.__u&=-21);return n.__e=h,u}function Wo(e,t,n,o,s){var i,a,l,u,c,p,m,b,f,d=n.length,h=d,
g=0,w=0,y=e.__k=Array(s);for(i=0;i<s;i++)(a=t[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=y[i]=Ue(null,a):
Rt(a)?a=y[i]=Ue(I,{children:a}):a.constructor===ze&&a.__b?a=y[i]=Ue(a.type,a.props,a.key,a.ref,a.__v):y[i]=a,u=i+g,a.__=e,a.__b=e.__b+1,l=null,~(c=a.__i=Uo(a,n,
u,h))&&(h--,(l=n[c])&&(l.__u|=2)),l&&l.__v?(a.__u|=16,c==u-1?g--:c==u+1?g++:c!=u&&(c>u?g--:g++,w=1)):(~c||(s>d?g--:s<d&&g++),typeof a.type!="function"&&(a.__u|=
4))):y[i]=null;if(w){for(p=[],m=[],i=0;i<s;i++)if((a=y[i])&&16&a.__u){for(g=0,b=p.length;g<b;)p[f=g+b>>1]<a.__i?g=f+1:b=f;p[g]=a.__i,m[i]=g+1}for(g=p.length;i--;)
m[i]&&(m[i]==g?g--:y[i].__u|=4)}if(h)for(i=0;i<d;i++)!(l=n[i])||2&l.__u||(l.__e==o&&(o=we(l)),Ut(l,l));return o}function On(e,t,n,o){var s,i,a,l;if(typeof e.type==
"function"){if(e.props.__P)return t;if(s=e.__k)for(i=0;i<s.length;i++)s[i]&&(s[i].__=e,t=On(s[i],t,n,!1));return t}for(t&&!t.parentNode&&(t=we(e))&&!t.parentNode&&
(t=null),a=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;for(a!=l&&(!o&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&
t.nodeType==8&&!t.data.startsWith("$s"););return t}function Uo(e,t,n,o){var s,i=e.key,a=e.type,l=t[n],u=l&&!(2&l.__u);if(l===null&&i==null||u&&i==l.key&&a==l.type)return n;if(o>(u?1:0)){for(s=n-1;s>=0;s--)if((l=
t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s}return-1}function Mn(e,t,n){n==null&&
(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}function rt(e,t,n,o,s){var i,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.
cssText=o=""),o)for(t in o)n&&t in n||Mn(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Mn(e.style,t,n[t])}else if(t[0]=="o"&&t[1]=="n")typeof n!="function"&&(n=null),
typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(a=Ht[t]||(Ht[t]=zo(t)),(e.__a||(e.__a={}))[t]=Nt,i=t!=(t=t.replace(An,"$1")),(t=t.slice(2))[0]<"a"&&
(t=t.toLowerCase()),n?e.addEventListener(t,a,i):e.removeEventListener(t,a,i));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="colSpan"&&t!="role"&&t!="popover"&&t in e)
try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function zo(e){
return function(t){var n=this.__e;if(n){if(n=n[e],t[ot]==null)t[ot]=Nt++;else if(t[ot]<this.__a[e])return;return n(z.event?z.event(t):t)}}}function Ft(e,t,n,o,s,i,a,l,u,c){
var p,m,b,f,d,h,g,w,y,C,$,W,x,H,O,F,M,E,L=t.type;if(t.constructor!==ze)return null;128&n.__u&&(u=32&n.__u,p=n.__c.__z)&&(t.__u|=u,m=i=[],p.nodeType==8?l=st(p,i):
i.push(p),l=i[0]||l),(p=z.__b)&&p(t);e:if(typeof L=="function"){b=a.length;try{if(w=t.props,y=(p=L.prototype)&&p.render,C=(p=L.contextType)&&o[p.__c],$=p?C?C.props.
value:p.__:o,(f=n.__c)?(t.__c=f,2&f.__g&&(f.__g|=1)):(y?t.__c=f=new L(w,$):(t.__c=f=new Be(w,$),f.constructor=L,f.render=Go),C&&C.sub(f),f.state||(f.state={}),f.
__n=o,f.__g|=8,f.__h=[],f.__k=[]),y&&(f.__s||(f.__s=f.state),L.getDerivedStateFromProps&&(f.__s==f.state&&(f.__s=Me({},f.__s)),Me(f.__s,L.getDerivedStateFromProps(
w,f.__s)))),d=f.props,h=f.state,f.__v=t,n.__c){if(w!==d&&y&&!L.getDerivedStateFromProps&&f.componentWillReceiveProps&&f.componentWillReceiveProps(w,$),t.__v==n.
__v&&!(8&f.__g)||!(4&f.__g)&&f.shouldComponentUpdate&&f.shouldComponentUpdate(w,f.__s,$)===!1){t.__v!=n.__v&&(f.props=w,f.state=f.__s,f.__g&=-9),t.__e=n.__e,t.__k=
n.__k,t.__k.some(function(D){D&&(D.__=t)}),lt.push.apply(f.__h,f.__k),f.__k=[],f.__h.length&&a.push(f),l=we(n);break e}f.componentWillUpdate&&f.componentWillUpdate(
w,f.__s,$),y&&f.componentDidUpdate&&f.__h.push(function(){f.componentDidUpdate(d,h,g)})}else y&&!L.getDerivedStateFromProps&&f.componentWillMount&&f.componentWillMount(),
y&&f.componentDidMount&&f.__h.push(f.componentDidMount);f.context=$,f.props=w,f.__P=e,f.__g&=-5,W=z.__r,x=y?25:0;do f.__g&=-9,W&&W(t),p=f.render(f.props,f.state=
f.__s,f.context);while(8&f.__g&&++x<25);y&&(lt.push.apply(f.__h,f.__k),f.__k=[]),f.state=f.__s,f.getChildContext&&(o=Me({},o,f.getChildContext())),y&&n.__c&&f.getSnapshotBeforeUpdate&&
(g=f.getSnapshotBeforeUpdate(d,h)),H=p&&p.type===I&&p.key==null?p.props.children:p,w.__P&&(p=l,s=(e=w.__P).namespaceURI,u=i=null,n.props&&n.props.__P!=e&&(n.__k.
some(function(D){D&&Ut(D,D)}),n.__k=null),l=n.__k?we(n,0):null),l=Hn(e,Rt(H)?H:[H],t,n,o,s,i,a,l,u,c),w.__P&&(t.__e=null,l=p),t.__u&=-161,m&&m.some(xe),f.__h.length&&
a.push(f),1&f.__g&&(f.__g&=-4)}catch(D){if(a.length=b,t.__v=null,u||i)if(D&&D.then){if(t.__u|=128|u,i){for(~(M=i.indexOf(l||void 0))||(M=i.length);(E=i[M-1])&&E.
nodeType==8;)M--;for(;M<i.length;M++)if(E=i[M])if(i[M]=null,O){if(E==F)break}else{if(E.nodeType!=8)break;E.data.startsWith("$s")&&(F=st(O=E))}}if(!O){for(;l&&l.
nodeType==8&&l.nextSibling;)l=l.nextSibling;O=l}(p=st(O=t.__c.__z||(t.__c.__z=O)))?(t.__e=O,l=p):t.__e=l,l=l&&l.nextSibling}else i&&i.some(xe);else t.__e=n.__e;
t.__k||(t.__k=n.__k||[]),D&&D.then||In(t),z.__e(D,t,n)}}else l=t.__e=qo(n.__e,t,n,o,s,i,a,u,c,e);return(p=z.diffed)&&p(t),l}function st(e,t){if(e&&e.nodeType==8&&
e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(
e)}}function In(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(In))}function Nn(e,t,n){for(var o=0;o<n.length;)Wt(n[o++],n[o++],n[o++]);z.__c&&z.__c(t,e),e.some(
function(s){try{e=s.__h,s.__h=[],e.some(function(i){i.call(s)})}catch(i){z.__e(i,s.__v)}})}function qo(e,t,n,o,s,i,a,l,u,c){var p,m,b,f,d,h,g,w,y=n.props||at,C=t.
props,$=t.type;if($=="svg"?s="http://www.w3.org/2000/svg":$=="math"?s="http://www.w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),i){for(p=0;p<i.
length;p++)if((d=i[p])&&($?d.localName==$:d.nodeType==3)){e=d,i[p]=null;break}}if(!e){if(w=c.ownerDocument||document,!$)return w.createTextNode(C);e=w.createElementNS(
s,$,C.is?C:c),l&&(z.__m&&z.__m(t,i),l=!1),i=null}if($){if(c=$=="template"&&e.content||e,i=$=="textarea"&&C.defaultValue!=null?null:i&&Kt.call(c.childNodes),!l&&
i)for(y={},p=0;p<e.attributes.length;p++)y[(d=e.attributes[p]).name]=d.value;for(p in y)d=y[p],p=="dangerouslySetInnerHTML"?b=d:p=="children"||p in C||p=="value"&&
"defaultValue"in C||p=="checked"&&"defaultChecked"in C||rt(e,p,null,d,s);for(p in C)d=C[p],p=="children"?f=d:p=="dangerouslySetInnerHTML"?m=d:p=="value"?h=d:p==
"checked"?g=d:l&&typeof d!="function"||y[p]===d||rt(e,p,d,y[p],s);m?(l||b&&(m.__html==b.__html||m.__html==e.innerHTML)||(e.innerHTML=m.__html),t.__k=[]):(b&&(e.
textContent=""),($=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&Ko.test($))&&(s="http://www.w3.org/1999/xhtml"),Hn(c,Rt(f)?f:[f],t,n,o,s,i,a,i?i[0]:
n.__k&&we(n,0),l,u),i&&i.some(xe)),l&&$!="textarea"||(p="value",$=="progress"&&h==null?e.removeAttribute(p):h==null||h===e[p]&&($!="progress"||h)||rt(e,p,h,y[p],
s),p="checked",g!=null&&g!=e[p]&&rt(e,p,g,y[p],s))}else y===C||l&&e.data==C||(e.data=C);return e}function Wt(e,t,n,o){try{typeof e=="function"?t?t.__x=e(t)||1:o&&
(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){z.__e(s,n)}}function Ut(e,t,n){var o,s,i,a;if(z.unmount&&z.unmount(
e),!(o=e.ref)||o.current&&o.current!=e.__e||Wt(o,null,t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){z.__e(l,t)}o.__P=o.__n=null}
if(o=e.__k)for(a=0;a<o.length;a++)o[a]&&Ut(o[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=st(o,i=[]))&&(o==e.__e&&i.some(xe),xe(
s),xe(o)),n||xe(e.__e),e.__e=e.__c=e.__=null}function Go(e,t,n){return this.constructor(e,n)}function zt(e,t){var n,o,s,i;z.__&&z.__(e,t),t.nodeType==9&&(t=t.documentElement),
o=(n=e&&32&e.__u)?null:t.__k,t.__k=Ue(I,{children:[e]}),s=[],i=[],Ft(t,t.__k,o||at,at,t.namespaceURI,o?null:t.firstChild?Kt.call(t.childNodes):null,s,o?o.__e:t.
firstChild,n,i),Nn(s,t.__k,i),t.__k.props.children=null}function Rn(e){function t(n){var o,s;return this.getChildContext||(o=new Set,(s={})[t.__c]=this,this.getChildContext=function(){return s},this.shouldComponentUpdate=
function(i){this.props.value!=i.value&&o.forEach(function(a){a.__g|=4,Ot(a)})},this.sub=function(i){o.add(i);var a=i.componentWillUnmount;i.componentWillUnmount=
function(){o.delete(i),a&&a.call(i)}}),n.children}return t.__c="__cC"+Cn++,t.__=e,t.Provider=(t.Consumer=function(n,o){return n.children(o)}).contextType=t,t}z={__e:function(e,t,n,o){for(var s,i,a;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((a=(i=s.constructor)&&i.getDerivedStateFromError)&&s.setState(i.getDerivedStateFromError(
e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),a=1),a&&8&s.__g)return void(s.__g|=2)}catch(l){e=l}}throw it=0,e}},Pn=0,It=function(e){return e!=null&&e.
constructor===ze},Be.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=Me({},this.state)),typeof e=="function"&&(e=e(Me({},n),this.props)),
e&&(Me(n,e),this.__v&&(t&&this.__k.push(t),Ot(this)))},Be.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),Ot(this))},Be.prototype.render=
I,be=[],it=0,$n=function(e,t){return e.__v.__b-t.__v.__b},ot=Symbol(),An=/(PointerCapture)$|Capture$/i,Nt=0,Ht={},Cn=0;var Pe,Q,qt,Kn,Gt=Object.is,ut=0,Xn=[],Vt=[],ee=z,Fn=ee.__b,Wn=ee.__r,Un=ee.diffed,zn=ee.__c,qn=ee.unmount,Gn=ee.__;function Ge(e,t){ee.__h&&ee.__h(Q,e,ut||t),ut=
0;var n=Q.__H||(Q.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function ct(e){return ut=1,Vo(jn,e)}function Vo(e,t,n){var o=Ge(Pe++,2);if(o.
t=e,!o.__c&&(o.__=[n?n(t):jn(void 0,t),function(i){var a=(o.__N||o.__)[0],l=o.t(a,i);Gt(a,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=Q,!Q.__f)){Q.__f=!0;
var s=Q.shouldComponentUpdate;Q.shouldComponentUpdate=function(i,a,l){var u=this.__H;if(!u)return!0;var c=!1,p=this.props!=i;if(u.__.some(function(b){b.__N&&(c=
!0,Gt(b.__[0],b.__N[0])||(p=!0))}),s){var m=s.call(this,i,a,l);return c?m||p:m}return!c||p}}return o.__}function Xt(e,t){var n=Ge(Pe++,3);!ee.__s&&Zt(n.__H,t)&&
(n.__P=!0,n.__=e,n.u=t,Q.__H.__h.push(n))}function j(e,t){var n=Ge(Pe++,4);!ee.__s&&Zt(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,Q.__h.push(n))}function q(e){return ut=5,
le(function(){return{current:e}},[])}function le(e,t){var n=Ge(Pe++,7);return Zt(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Zn(e){var t=Q.context[e.__c],n=Ge(Pe++,9);return n.c=e,t?(n.__==null&&(n.__=!0,t.sub(Q)),t.props.value):e.__}function Jo(){var e;do{for(;e=Vt.shift();)try{qe(e)}catch(n){ee.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Xn.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(qe),t.__h.
some(Jt),t.__h=[]}catch(n){t.__h=[],ee.__e(n,e.__v)}}}while(Vt.length)}ee.__b=function(e){Q=null,Fn&&Fn(e)},ee.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.
__m),Gn&&Gn(e,t)},ee.__r=function(e){Wn&&Wn(e),Pe=0;var t=(Q=e.__c).__H;t&&(qt==Q?Q.__h=[]:(t.__h.some(qe),t.__h.some(Jt),Pe=0),t.__h=[],t.__.some(function(n){n.
__N&&(n.__=n.__N),n.u=n.__N=void 0})),qt=Q},ee.diffed=function(e){Un&&Un(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Jn(Xn.push(t)),t.__H.__.some(function(n){n.
u&&(n.__H=n.u)})),qt=Q=null},ee.__c=function(e,t){t.some(function(n){try{n.__h.some(qe),n.__h=n.__h.filter(function(o){return!o.__||Jt(o)})}catch(o){n.__h=[function(){
throw o}]}}),zn&&zn(e,t)},ee.unmount=function(e){qn&&qn(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&
(!n.__c||!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,Jn(Vt.push(s))}else qe(s)}catch(i){t=i}}),o.__H=void 0,t&&ee.__e(t,o.__v))};var Vn=typeof requestAnimationFrame==
"function";function Xo(e){var t,n=function(){clearTimeout(o),Vn&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);Vn&&(t=requestAnimationFrame(n))}function Jn(e){
e!=1&&Kn==ee.requestAnimationFrame||((Kn=ee.requestAnimationFrame)||Xo)(Jo)}function qe(e){var t=Q,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),Q=t}function Jt(e){
var t=Q;e.__c=e.__(),Q=t}function Zt(e,t){return!e||e.length!=t.length||t.some(function(n,o){return!Gt(n,e[o])})}function jn(e,t){return typeof t=="function"?t(
e):t}var Zo=Symbol.for("preact-signals");function dt(){if(he>1)he--;else{var e,t=!1;for((function(){var s=ft;for(ft=void 0;s!==void 0;){var i=s.S;if(i.v===s.v)for(var a=i.
t;a!==void 0;a=a.x)a.i===s.i&&(a.i=i.i);s=s.o}})();Je!==void 0;){var n=Je;for(Je=void 0,pt++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Qn(n))try{n.
c()}catch(s){t||(e=s,t=!0)}n=o}}if(pt=0,he--,t)throw e}}function te(e){if(he>0)return e();jt=++jo,he++;try{return e()}finally{dt()}}var Ve,Y=void 0;function Xe(e){
var t=Y,n=Ve;Y=void 0,Ve=void 0;try{return e()}finally{Y=t,Ve=n}}var Je=void 0,he=0,pt=0,jo=0,jt=0,ft=void 0,mt=0;function Yn(e){if(Y!==void 0){var t=e.n;if(t===
void 0||t.t!==Y)return t={i:0,S:e,p:Y.s,n:void 0,t:Y,e:void 0,x:void 0,r:t},Y.s!==void 0&&(Y.s.n=t),Y.s=t,e.n=t,32&Y.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==
void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=Y.s,t.n=void 0,Y.s.n=t,Y.s=t),t}}function ne(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=
t?.watched,this.Z=t?.unwatched,this.name=t?.name}ne.prototype.brand=Zo;ne.prototype.h=function(){return!0};ne.prototype.S=function(e){var t=this,n=this.t;n!==e&&
e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:Xe(function(){var o;(o=t.W)==null||o.call(t)}))};ne.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.
e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&Xe(function(){var s;(s=t.Z)==null||s.call(t)}))}};ne.prototype.
subscribe=function(e){var t=this;return ce(function(){var n=t.value;Xe(function(){return e(n)})},{name:"sub"})};ne.prototype.valueOf=function(){return this.value};
ne.prototype.toString=function(){return this.value+""};ne.prototype.toJSON=function(){return this.value};ne.prototype.peek=function(){var e=this;return Xe(function(){
return e.value})};Object.defineProperty(ne.prototype,"value",{get:function(){var e=Yn(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.
v){if(pt>100)throw new Error("Cycle detected");(function(n){he!==0&&pt===0&&n.l!==jt&&(n.l=jt,ft={S:n,v:n.v,i:n.i,o:ft})})(this),this.v=e,this.i++,mt++,he++;try{
for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{dt()}}}});function A(e,t){return new ne(e,t)}function Qn(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.
S.h()||t.S.i!==t.i)return!0;return!1}function er(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}
function tr(e){for(var t=e.s,n=void 0;t!==void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=
void 0),t=o}e.s=n}function $e(e,t){ne.call(this,void 0,t),this.x=e,this.s=void 0,this.g=mt-1,this.f=4}$e.prototype=new ne;$e.prototype.h=function(){if(this.f&=-3,
1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===mt))return!0;if(this.g=mt,this.f|=1,this.i>0&&!Qn(this))return this.f&=-2,!0;var e=Y;try{er(this),Y=this;
var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return Y=e,tr(this),this.f&=-2,!0};$e.
prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}ne.prototype.S.call(this,e)};$e.prototype.U=function(e){if(this.
t!==void 0&&(ne.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}};$e.prototype.N=function(){if(!(2&this.f)){this.
f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty($e.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Yn(
this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function X(e,t){return new $e(e,t)}function nr(e){var t=e.j;if(e.j=void 0,typeof t==
"function"){he++;var n=Y;Y=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,Yt(e),o}finally{Y=n,dt()}}}function Yt(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,
e.s=void 0,nr(e)}function Yo(e){if(Y!==this)throw new Error("Out-of-order effect");tr(this),Y=e,this.f&=-2;try{8&this.f&&Yt(this)}finally{dt()}}function Le(e,t){
this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Ve&&Ve.push(this)}Le.prototype.c=function(){var e=this.S();try{if(8&this.f||this.
x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Le.prototype.S=function(){if(1&this.f)throw new Error("Cycle detected");this.f|=
1,this.f&=-9,nr(this),er(this),he++;var e=Y;return Y=this,Yo.bind(this,e)};Le.prototype.N=function(){2&this.f||(this.f|=2,this.u=Je,Je=this)};Le.prototype.d=function(){
this.f|=8,1&this.f||Yt(this)};Le.prototype.dispose=function(){this.d()};function ce(e,t){var n=new Le(e,t);try{n.c()}catch(s){throw n.d(),s}var o=n.d.bind(n);return o[Symbol.
dispose]=o,o}var rr,gt,ht,Qo=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__;var or=[];ce(function(){rr=this.N})();function De(e,t){z[e]=t.bind(null,z[e]||function(){})}function Ze(e){if(ht){var t=ht;ht=void 0,t()}ht=e&&e.S()}function sr(e){
var t=this,n=e.data,o=He(n);o.name="ReactiveDom",o.value=n;var s=le(function(){for(var l=t,u=t.__v;u=u.__;)if(u.__c){u.__c.__$f|=4;break}var c=X(function(){var f=o.
value.value;return f===0?0:f===!0?"":f||""}),p=X(function(){return!Array.isArray(c.value)&&!It(c.value)}),m=ce(function(){if(this.N=ir,p.value){var f=c.value;l.
__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=f)}}),b=t.__$u.d;return t.__$u.d=function(){m(),b.call(this)},[p,c]},[]),i=s[0],a=s[1];return i.value?a.
peek():a.value}sr.displayName="ReactiveTextNode";Object.defineProperties(ne.prototype,{constructor:{configurable:!0,value:Bn(I,null).constructor},type:{configurable:!0,
value:sr},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}});De("__b",function(e,t){if(Ze(),
gt=void 0,typeof t.type=="string"){var n,o=t.props;for(var s in o)if(s!=="children"){var i=o[s];i instanceof ne&&(n||(t.__np=n={}),n[s]=i,o[s]=i.peek())}}e(t)});
De("__r",function(e,t){if(e(t),t.type!==I){Ze();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(s,i){var a;return ce(function(){a=this},{name:i}),
a.c=s,a})((function(s){return function(){var i;Qo&&((i=this.y)==null||i.call(this)),s.__$f|=1,s.setState({})}})(o),typeof t.type=="function"?t.type.displayName||
t.type.name:""))),gt=o,Ze(n)}});De("__e",function(e,t,n,o){Ze(),gt=void 0,e(t,n,o)});De("diffed",function(e,t){Ze(),gt=void 0;var n;if(typeof t.type=="string"&&
(n=t.__e)){var o=t.__np,s=t.props,i=n.U;if(i)for(var a in i){var l=i[a];l===void 0||o&&a in o||(l.d(),i[a]=void 0)}if(o){i||(i={},n.U=i);for(var u in o){var c=i[u],
p=o[u];c===void 0?(c=es(n,u,p,s),i[u]=c):c.o(p,s)}}}e(t)});function es(e,t,n,o){var s=t in e&&e.ownerSVGElement===void 0,i=A(n);return{o:function(a,l){i.value=a,
o=l},d:ce(function(){this.N=ir;var a=i.value.value;o[t]!==a&&(o[t]=a,s?e[t]=a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}De("unm\
ount",function(e,t){if(typeof t.type=="string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var s in o){var i=o[s];i&&i.d()}}}var a=t.__np;if(a){var l=t.props;
for(var u in a)l[u]=a[u]}t.__np=void 0}else{var c=t.__c;if(c){c.__$f|=8;var p=c.__$u;p&&(c.__$u=void 0,p.d())}}e(t)});De("__h",function(e,t,n,o){o<3&&(t.__$f|=2),
e(t,n,o)});Be.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,o=n&&n.s!==void 0;for(var s in t)return!0;if(this.__f||typeof this.
u=="boolean"&&this.u===!0){var i=2&this.__$f;if(!(o||i||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var a in e)if(a!==
"__source"&&e[a]!==this.props[a])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function He(e,t){return le(function(){return A(e,t)},[])}var ts=function(e){queueMicrotask(function(){queueMicrotask(e)})};function ns(){te(function(){for(var e;e=or.shift();)rr.call(e)})}function ir(){or.push(this)===1&&(z.requestAnimationFrame||ts)(ns)}var je=null,Ye=e=>e!==null&&e===je;function ar(e){e.addEventListener("keydown",t=>{t.isComposing||t.keyCode===229?(t.stopPropagation(),t.key==="Escape"&&Qt(t.target,
"[type=search]")&&t.preventDefault()):t.repeat&&t.key==="Enter"&&Qt(t.target,"button, a")&&t.preventDefault()},!0),rs(e),e.addEventListener("keydown",t=>{(t.ctrlKey||
t.metaKey)&&t.key==="s"||t.stopPropagation()})}function rs(e){e.addEventListener("compositionstart",({target:t})=>je=t,!0),e.addEventListener("compositionend",({
target:t})=>{je=null,t?.dispatchEvent(new Event("input",{bubbles:!0}))},!0),e.addEventListener("blur",t=>{t.target===je&&(Qt(t.target,":focus")?t.stopPropagation():
je=null)},!0)}var Qt=(e,t)=>e instanceof Element&&e.matches(t);function ur(e,{takes:t,hover:n,take:o}){e.addEventListener("paste",s=>{let{clipboardData:i}=s,a=cr(s);!i?.files.length||a&&(!t(a)||os(i))||(s.preventDefault(),o(
vt(i)))}),e.addEventListener("dragover",s=>{lr(s)||(s.preventDefault(),n(!0))}),e.addEventListener("dragleave",()=>n(!1)),e.addEventListener("drop",()=>n(!1),!0),
e.addEventListener("drop",s=>{lr(s)||(s.preventDefault(),s.stopPropagation(),s.dataTransfer&&o(vt(s.dataTransfer)))})}function vt(e){let n=[...e.items].some(o=>o.
webkitGetAsEntry?.()?.isDirectory);return{files:[...e.files],folder:n}}function cr(e){return e.target instanceof Element?e.target.closest("input, textarea"):null}
function lr(e){return cr(e)!==null&&!e.dataTransfer?.types.includes("Files")}function os(e){let{body:t}=new DOMParser().parseFromString(e.getData("text/html"),"\
text/html");if(t.querySelector("img")&&!t.textContent?.trim())return"";let n=e.getData("text/plain").trim(),o=[...e.files].map(({name:i})=>i);return n.split(/[\r\n]+/).
every(i=>o.includes(i.split(/[/\\]/).at(-1)??""))?"":n}var pr="100000px",ss=".jp-LinkedOutputView";function fr(e,t){let n=null,o=!1,s=new ResizeObserver(i);function i(){if(!e.isConnected||!e.parentElement?.clientWidth)
return;(!o||n&&!n.contains(e))&&(o=!0,n=is(e),n&&s.observe(n));let a=n?.closest(ss)??null,l=n?n.clientHeight:window.innerHeight;t(a&&n?{seen:l-as(e,n),own:!0}:{
seen:l,own:!1})}return s.observe(e.parentElement??e),window.addEventListener("resize",i),i(),()=>{s.disconnect(),window.removeEventListener("resize",i)}}function is(e){
let t=[];for(let s=e.parentElement;s&&s!==document.body;s=s.parentElement)s!==document.documentElement&&/auto|scroll/.test(getComputedStyle(s).overflowY)&&t.push(
s);let n=e.style.height;e.style.height=pr;let o=t.find(s=>s.clientHeight&&s.clientHeight<Number.parseInt(pr,10));return e.style.height=n,o??null}function as(e,t){
let n=e.getBoundingClientRect().top-t.getBoundingClientRect().top,o=Number.parseFloat(getComputedStyle(t).paddingBottom)||0;return Math.round(n+t.scrollTop-t.clientTop+
o)}function en(e,t){let n=e.parentElement;t!==e.classList.contains("whole")&&(n&&(n.style.minHeight=t?`${e.offsetHeight}px`:""),e.classList.toggle("whole",t),"popo\
ver"in e&&(e.popover=t?"manual":null,t&&e.showPopover()))}var mr=0;function fe(){return mr+=1,`imagegen-${Date.now().toString(36)}-${mr}`}var ls=4e3,Oe=class extends Error{words;constructor(t){super(t.join(" ")||"There is no kernel to send it to."),this.words=t}};function pe(e){return e instanceof
Oe?e.words:[e instanceof Error?e.message:String(e)]}function dr(e){let t=fe(),n=A("well"),o=new Map,s=new Map,i,a=0,l=!1;function u(){clearTimeout(i),i=void 0,n.
value="well"}function c(f,{resolve:d,reject:h}){s.delete(f.id),f.kind==="refused"?h(new Oe(f.words)):d(f)}function p(f,d=[]){u();let h=f?.view===t?s.get(f.id??0):
void 0;if(h)c(f,h);else for(let g of o.get(f?.kind??"")??[])g(f,d)}function m(f,d,h=[]){if(l)return!1;try{let g=e.send({kind:f,...d},void 0,h);us(g)&&g.catch(()=>n.
value="gone")}catch{return clearTimeout(i),n.value="gone",!1}return i??=setTimeout(()=>n.value="silent",ls),!0}let b=()=>m("hello",{});return e.on("msg:custom",
p),e.on("change:_status",u),e.on("comm_live_update",b),{view:t,state:n,nextId:()=>++a,send:m,ask(f,d,h=[]){let g=d.id??++a;return new Promise((w,y)=>{s.set(g,{resolve:w,
reject:y}),!m(f,{view:t,id:g,...d},h)&&(s.delete(g),y(new Oe([])))})},on(f,d){let h=o.get(f)??new Set;o.set(f,h.add(d))},close(){l=!0,clearTimeout(i),e.off("msg\
:custom",p),e.off("change:_status",u),e.off("comm_live_update",b),o.clear();for(let{reject:f}of s.values())f(new Oe([]));s.clear()}}}function us(e){return typeof e?.
catch=="function"}var cs={tile:600,thumbnail:60,full:6},ps=60;function hr(e){let t=new Map,n=[];function o(l){let u=t.get(l);u?.url&&URL.revokeObjectURL(u.url),t.delete(l)}function s(){
for(let[l,u]of Object.entries(cs)){let c=[...t.keys()].filter(p=>p.startsWith(`${l} `)&&t.get(p)?.url);for(let p of c.slice(0,Math.max(0,c.length-u)))o(p)}}function i(){
for(;n.length;)e.send("tiles",{hashes:n.splice(0,ps)})}function a(l,u,c,p){let m=t.get(`${l} ${u}`);if(!(!m||m.url||!p)){m.url=URL.createObjectURL(new Blob([p],
{type:`image/${c}`}));for(let b of m.waiting.splice(0))b(m.url)}}return e.on("tiles",({hashes:l},u)=>{for(let[c,p]of l.entries())a("tile",p,"webp",u[c]);s()}),e.
on("picture",({hash:l,size:u,type:c},[p])=>{a(u,l,c,p),s()}),e.on("missing",({hash:l,size:u})=>{let c=t.get(`${u} ${l}`);t.delete(`${u} ${l}`);for(let p of c?.waiting??
[])p("")}),{held:(l,u)=>t.get(`${u} ${l}`)?.url??"",url(l,u){let c=`${u} ${l}`,p=t.get(c);return p?.url?(t.delete(c),t.set(c,p),Promise.resolve(p.url)):new Promise(
m=>{p?p.waiting.push(m):(t.set(c,{url:"",waiting:[m]}),u!=="tile"?e.send("picture",{hash:l,size:u}):n.push(l)===1&&queueMicrotask(i))})},close(){n=[];for(let l of[
...t.keys()])o(l)}}}async function gr(e,t){try{return await navigator.clipboard.writeText(e),!0}catch{let n=document.activeElement,o=document.createElement("textarea");o.value=e,o.
className="held",t.append(o),o.select();let s=document.execCommand("copy");return o.remove(),n instanceof HTMLElement&&n.focus(),s}}var vr=[.1,.25,.5,.75,1,1.5,2,3,4,6,8],yr=16,br={x:.5,y:.5},wr={width:0,height:0};function yt(){let e=A(0),t=A(br),n=A(wr),o=A(wr),s=X(()=>{let{width:m,height:b}=o.
value;return!m||!b?0:devicePixelRatio*Math.min(n.value.width/m,n.value.height/b)}),i=X(()=>e.value||s.value);function a(m){let{width:b,height:f}=o.value;return{
width:b*m/devicePixelRatio,height:f*m/devicePixelRatio}}let l=X(()=>{let{width:m,height:b}=a(i.value);return{left:_r(n.value.width,m,t.value.x),top:_r(n.value.height,
b,t.value.y),width:m,height:b}}),u=X(()=>l.value.width>n.value.width+1||l.value.height>n.value.height+1);function c(m,b=n.peek().width/2,f=n.peek().height/2){let{
left:d,top:h,width:g,height:w}=l.peek();if(!g)return;let y=Math.min(Math.max(yr,s.peek()),Math.max(Math.min(1,s.peek()),m)),C=a(y);te(()=>{e.value=y,t.value={x:(b-
d)/g+(n.peek().width/2-b)/C.width,y:(f-h)/w+(n.peek().height/2-f)/C.height}}),p(0,0)}function p(m,b){let{left:f,top:d,width:h,height:g}=l.peek();h&&(t.value={x:h>
n.peek().width?(n.peek().width/2-f-m)/h:.5,y:g>n.peek().height?(n.peek().height/2-d-b)/g:.5})}return{scale:i,place:l,isLarger:u,isFit:X(()=>e.value===0),fit(){e.
value=0,t.value=br},enlarge:c,move:p,larger:()=>c(vr.find(m=>m>i.peek()*1.01)??yr),smaller:()=>c(vr.filter(m=>m<i.peek()*.99).at(-1)??0),measure(m,b){m&&b&&(n.value=
{width:m,height:b})},show(m,b){o.value={width:m,height:b}}}}function _r(e,t,n){let o=t<=e?(e-t)/2:e/2-n*t,s=t<=e?o:Math.min(0,Math.max(e-t,o));return Math.round(
s*devicePixelRatio)/devicePixelRatio}var fs=200;function kr({entries:e,viewing:t,selected:n,neighbour:o,complain:s}){let i=A(null),a=A(null),l=yt(),u=se(),c={a:i,b:a};function p(d,h){te(()=>{i.value=
d,a.value=h}),l.fit()}function m(d){let[h,g]=d.filter(({pictures:w})=>w.length);p(h?Ie(h):null,g?Ie(g):null)}async function b(){let d=t().shown.peek();if(!d?.pictures.
length)return;let h=Ie(d,t().position.peek()),g=t().details.peek()?.steps.at(-2)?.[0];g?.hash?p(await f(g),h):p(h,null)}async function f({number:d,name:h,hash:g}){
if(!d)return{ref:h,hash:g,entry:null,picture:null};let w=await t().find(d),y=w.pictures.findIndex(C=>C.hash===g);return y<0?{ref:h,hash:g,entry:w,picture:null}:
{...Ie(w,y),hash:g}}return{a:i,b:a,zoom:l,area:u,async begin(){try{let d=await n();d.length>1?m(d):await b()}catch(d){s(pe(d))}},choose:d=>{a.value=Ie(d)},step(d,h){
let g=(c[h].peek()?.entry??i.peek()?.entry)?.ref??"";for(let w=1;w<fs;w+=1){let y=o(g,d),C=y&&e().at(y);if(!C)return;if(g=C.ref,C.pictures.length!==0){c[h].value=
Ie(C);return}}},swap(){a.peek()&&te(()=>{[i.value,a.value]=[a.peek(),i.peek()]})}}}function Ie(e,t=e.main){let n=e.pictures[t]??null;return{ref:t===e.main?e.ref:
`${e.ref}.${t+1}`,hash:n?.hash??"",entry:e,picture:n}}async function Er(e,t){let n=await ms(t),o={id:e.nextId(),name:t.name,total:n.size},s=0;for(;;){let i=await n.slice(s,s+524288).arrayBuffer(),a=await e.ask("upl\
oad",{...o,start:s},[i]);if(a.kind==="uploaded")return a;s=a.received}}async function ms(e){let t=URL.createObjectURL(e);try{let n=await ds(t,e.name),{naturalWidth:o,
naturalHeight:s}=n;if(o*s>5e7){let l=Math.round(o*s/1e6);throw new Error(`${e.name} has ${l} megapixels; 50 is the most. Make it smaller first.`)}let i=["image/\
png","image/jpeg","image/webp"].includes(e.type),a=e.size>4e6||Math.max(o,s)>2*2048;return i&&!a?e:await hs(n,e)}finally{URL.revokeObjectURL(t)}}function ds(e,t){
let n=new Image;return new Promise((o,s)=>{n.onload=()=>o(n),n.onerror=()=>s(new Error(`${t} is no picture that a browser can read.`)),n.src=e})}async function hs(e,t){
let{naturalWidth:n,naturalHeight:o}=e,s=Math.min(1,2048/Math.max(n,o)),i=document.createElement("canvas");i.width=Math.max(1,Math.round(n*s)),i.height=Math.max(
1,Math.round(o*s)),i.getContext("2d")?.drawImage(e,0,0,i.width,i.height);let a=t.type==="image/jpeg"?"image/jpeg":"image/webp",l=await new Promise(u=>i.toBlob(u,
a,.92));if(!l)throw new Error(`${t.name} could not be made smaller.`);return l}var Ne=8,gs=300;function Sr({line:e,say:t,open:n,sent:o}){let s=A(""),i=A(""),a=A(""),l=A([]),u=A([]),c=A({words:"",fine:!0}),p=A(null),m=A(""),b=A(!1),f=se(),d=se(),
h,g=()=>({template:s.peek(),model:i.peek().trim(),aspect:a.peek(),inputs:l.peek().map(({ref:E})=>E)});function w(E){u.value=E}function y(){clearTimeout(h),h=void 0,
!Ye(d.current)&&e.send("compose",{view:e.view,...g()})}function C(E){s.value=E,clearTimeout(h),h=setTimeout(y,gs)}function $(E){s.value=E,y(),d.current?.focus()}
function W(){if(w([]),!s.peek().trim()){w(["Write what to paint first."]),d.current?.focus();return}h&&y(),o(),e.ask("generate",g()).then(({replayed:E})=>{E&&n(
E),t(E?`That is @${E} already, at no new call. Again makes a new take.`:"Asked.")},E=>w(pe(E)))}function x(E){l.value=E,y()}function H(E,L=l.peek().length){let D=l.
peek();if(D.some(({ref:S})=>S===E.ref))return t(`${E.label} is an input already.`);if(L>=Ne)return w([`${Ne} inputs are the most.`]);x([...D.slice(0,L),E,...D.slice(
L+1)]),t(`${E.label} is input ${L+1}.`)}function O(E,L){let D=[...l.peek()],[S,v]=[D[E],D[E+L]];return!S||!v?!1:([D[E],D[E+L]]=[v,S],x(D),!0)}async function F({
files:E,folder:L},D){if(w([]),L)return w(["A folder can't be an input. Drop the pictures in it."]);if(E.length===0)return w(["There was no picture in what was d\
ropped."]);let S=D===void 0?Ne-l.peek().length:1;if(E.length>S){let v=D===void 0?`${Ne} inputs are the most`:"one replaces one";return w([`${E.length} files are\
 too many: ${v}.`])}for(let v of E)await M(v,D)}async function M(E,L){m.value=E.name;try{let{ref:D,hash:S,prompt:v,by:T}=await Er(e,E);H({ref:D,hash:S,label:E.name},
L),v&&(p.value={name:E.name,prompt:v,by:T})}catch(D){w(pe(D))}m.value=""}return e.on("plan",({view:E,words:L,fine:D})=>{E===e.view&&(c.value={words:L,fine:D})}),
{template:s,model:i,aspect:a,inputs:l,complaint:u,plan:c,offer:p,sending:m,hovered:b,form:f,box:d,composition:g,complain:w,write:C,generate:W,add:H,move:O,take:F,
setModel(E){i.value=E},setAspect(E){a.value=E,y()},tell:y,remove:E=>x(l.peek().filter((L,D)=>D!==E)),hover(E){b.value=E},takeOffer(){let E=p.peek()?.prompt??"";
p.value=null,$(E)},hideOffer(){p.value=null},edit(E){l.value=[E],$(""),t(`Say what to change about ${E.label}.`)},editEach(E){x(E.slice(0,Ne)),$("")},together(E){
x(E.slice(0,Ne)),d.current?.focus()},use:$,show(E){let L=E.template??E.prompt;if(E.view===e.view||h!==void 0||Ye(d.current)||L===void 0)return;let S=new Map(l.peek().
map(({ref:v,label:T})=>[v,T]));te(()=>{s.value=L,i.value=E.model??"",a.value=E.aspect??"",l.value=(E.inputs??[]).map((v,T)=>({ref:v,hash:E.hashes?.[T]??"",label:S.
get(v)??v}))})},statusChanged(E){E.error?.length&&w(E.error)},close(){h&&y()}}}function bt(e,t){let n=`ipyimagegen.${e}`,o=String(t);try{o=localStorage.getItem(n)??o}catch{}return{value:o,keep(s){try{localStorage.setItem(n,s)}catch{}}}}function Tr(){let e=new Set,t=A([]),n=-1;return{unseen:t,count:X(()=>t.value.length),statusChanged({newest:o=0,jobs:s},i){if(n>=0)for(let u=n+1;u<=o;u+=1)e.add(
u);n=Math.max(n,o);let a=new Set(s?.listed.map(({number:u})=>u));for(let u of a)u&&e.add(u);let l=[...e].filter(u=>!a.has(u));for(let u of l)e.delete(u);l.length&&
!i&&(t.value=[...t.peek(),...l])},see(o){t.peek().some(s=>o.includes(s))&&(t.value=t.peek().filter(s=>!o.includes(s)))},seeAll(){t.value=[]}}}var Qe=4,_e=27,nn=4,vs=200,Re={least:48,most:160,first:66},tn=5;function xr(e){let t=bt("size",Re.first),n=A(Math.min(Re.most,Math.max(Re.least,Number(t.value)||
0))),o=A(0),s=A(new Map),i=X(()=>Math.max(2,Math.floor((o.value+Qe)/(n.value+Qe)))),a=X(()=>u(i.value)),l=X(()=>Math.min(a.value,u(tn+1)));function u(x){return Math.
max(1,(o.value-Qe*(x-1))/x)}function c(x){let H=e.held(x);if(!H)return!1;let O=s.value.get(H.key);return O!==void 0?O:e.query.value||e.count.value<vs||H.count<=
i.value?!1:H.age+(performance.now()-H.received)/1e3>ys()}let p=x=>!c(x),m=x=>e.held(x)?.count??1,b=x=>p(x)?m(x):Math.min(tn,m(x)),f=x=>p(x)?i.value:tn,d=x=>(p(x)?
a.value:l.value)+Qe,h=x=>Math.ceil(b(x)/f(x)),g=X(()=>{e.version.value;let x=e.total.value,H=new Float64Array(x+1);for(let O=0;O<x;O+=1)H[O+1]=(H[O]??0)+_e+h(O)*
d(O)+nn;return H}),w=x=>g.value[x]??0;function y(x){let[H,O]=[0,e.total.peek()-1];for(;H<O;){let F=H+O+1>>1;w(F)<=x?H=F:O=F-1}return Math.max(0,H)}function C({group:x,
place:H}){let[O,F]=[f(x),d(x)];return{x:H%O*F,y:w(x)+_e+Math.floor(H/O)*F,side:F-Qe}}function $({group:x,place:H},O){let F=H+O;if(F>=0&&F<b(x))return{group:x,place:F};
let M=x+O;return M<0||M>=e.total.peek()?null:{group:M,place:O>0?0:b(M)-1}}function W({group:x,place:H},O){let F=f(x),[M,E]=[Math.floor(H/F)+O,H%F];if(M>=0&&M<h(
x))return{group:x,place:Math.min(M*F+E,b(x)-1)};let L=x+O;if(L<0||L>=e.total.peek())return null;let D=O>0?0:h(L)-1,S=Math.min(E,f(L)-1);return{group:L,place:Math.
min(D*f(L)+S,b(L)-1)}}return{size:n,width:o,columns:i,side:a,tops:g,topOf:w,groupAt:y,box:C,beside:$,below:W,shown:b,isFolded:c,between(x,H,O){let F=w(x)+_e,M=Math.
floor((H-F)/d(x)),E=Math.ceil((O-F)/d(x)),L=f(x);return[Math.max(0,M*L),Math.max(0,Math.min(b(x),E*L))]},fold(x,H){s.value=new Map(s.peek()).set(x,H)},resize(x){
n.value=x,t.keep(String(x))}}}function ys(){let e=new Date,t=new Date(e.getFullYear(),e.getMonth(),e.getDate());return(e.getTime()-t.getTime())/1e3}var bs=8,wt=32,ws=2e3,_s=200;function Mr(e,t){let n=se(),o=A({top:0,bottom:0}),s=A({group:0,place:0}),i="",a=A(0),l="",u={ref:"",until:0},c={ref:"",key:"",place:0,
y:0};function p(){let h=n.current;if(!h||h.clientWidth===0)return;let g=Math.floor(h.scrollTop/wt)*wt,w=Math.ceil((h.scrollTop+h.clientHeight)/wt)*wt;te(()=>{t.
width.value=Math.max(1,h.clientWidth-2*bs);let{top:y,bottom:C}=o.peek();(y!==g||C!==w)&&(o.value={top:g,bottom:w})}),m()}function m(){let h=n.current;if(!h||e.total.
peek()===0)return;let g=t.groupAt(h.scrollTop),[w]=t.between(g,h.scrollTop+t.side.peek()/2,1/0),y=t.shown(g)-1,$=(w>y?t.beside({group:g,place:y},1):null)??{group:g,
place:Math.min(w,y)},W=e.held($.group)?.key??"";c={ref:e.held($.group)?e.at($)?.ref??"":"",key:W,place:$.place,y:t.box($).y}}function b(){let h=n.current,g=e.spotOf(
c.ref)??e.spotIn(c.key,c.place);if(!h||!g||h.scrollTop<=0)return;let w=Math.min(g.place,t.shown(g.group)-1),y=t.box({group:g.group,place:w}).y-c.y;Math.abs(y)<.5||
(h.scrollTop+=y,p())}function f(h){s.value=h,i=e.at(h)?.ref??""}function d(h){h.group<0||h.group>=e.total.peek()||(u={ref:"",until:0},te(()=>{f(h),a.value=a.peek()+
1}))}return{list:n,seen:o,active:s,focusings:a,measure:p,settle:b,go:d,stand:f,anchor:()=>(l||=e.at(s.peek())?.ref??"",l),setAnchor:h=>{l=h},reveal(){let h=n.current;
if(!h)return;let{y:g,side:w}=t.box(s.peek());g-_e<h.scrollTop&&(h.scrollTop=g-_e);let y=g+w+4;y>h.scrollTop+h.clientHeight&&(h.scrollTop=y-h.clientHeight)},scrollTo(h){
n.current&&(n.current.scrollTop=t.topOf(h))},follow(){let h=e.total.peek(),{group:g,place:w}=s.peek(),y=e.spotOf(i);if(y&&(y.group!==g||y.place!==w))s.value=y;else if(!y&&
h>0){let W=Math.min(g,h-1),x=Math.max(0,(e.held(W)?.count??1)-1);(g!==W||w>x)&&(s.value={group:W,place:Math.min(w,x)}),i=e.at(s.peek())?.ref??i}let $=u.ref&&performance.
now()<u.until?e.spotOf(u.ref):null;$&&d($)},focus(h){let g=e.spotOf(h);d(g??s.peek()),g||(u={ref:h,until:performance.now()+ws})},after(h){let g=h.includes(i)?i:
h[0]??"";for(let w of[1,-1]){let y=e.spotOf(g)??s.peek();for(let C=0;C<_s;C+=1){let $=e.at(y);if($&&!h.includes($.ref))return $;let W=t.beside(y,w);if(!W)break;
y=W}}return null},rewind(){n.current&&(n.current.scrollTop=0),s.value={group:0,place:0},i=l=""}}}var ue=60,ks=2400,Es=Intl.DateTimeFormat().resolvedOptions().timeZone,ge=e=>e.number?e.ref:e.name||e.ref;function Pr(e,t){let n=new Map,o=new Set,s=new Map,i=new Map,
a=new Set,l=[],u=null,c=0,p=A(0),m=A(0),b=A(""),f=A("template"),d=A(0);function h(S=!1){u=null,d.value=d.peek()+1,t(S)}let g=(S,v,T)=>e.ask("groups",{query:v,arrangement:T,
zone:Es,start:S*ue,count:ue});async function w(S,v,T){c+=1;let R=c,G=S!==b.peek()||v!==f.peek(),ae=G?[0]:[...new Set([0,...T.map(J=>Math.floor(J/ue))])],re=await Promise.
all(ae.map(J=>g(J,S,v)));return R!==c?null:(te(()=>{if(G){n=new Map,s=new Map;for(let{resolve:J}of l.splice(0))J(null)}i=new Map(G?[]:[...i.keys()].map(J=>[J,!1])),
o=new Set,a=new Set,b.value=S,f.value=v;for(let J of re)y(J);h(G)}),F(),m.peek())}function y({start:S,groups:v,total:T,count:R}){S===0&&(p.value=T,m.value=R);let G=new Map(
[...n.values()].map(re=>[re.key,re.count])),ae=performance.now();for(let re=0;re<ue;re+=1){let J=v[re];if(!J){n.delete(S+re);continue}C(J.key,J.count-(G.get(J.key)??
J.count)),n.set(S+re,{...J,received:ae})}o.add(S/ue)}function C(S,v){let T=s.get(S);T&&v>0&&s.set(S,new Map([...T].map(([R,G])=>[R+v,G])))}function $(S){let v=Math.
floor(S/ue);if(S<p.peek()&&!o.has(v)){o.add(v);let T=c;g(v,b.peek(),f.peek()).then(R=>{T===c&&(y(R),h(),F())},()=>o.delete(v))}return n.get(S)??null}e.on("entri\
es",({view:S,query:v,group:T,start:R,entries:G})=>{if(S!==e.view||v!==b.peek())return;let ae=performance.now(),re=s.get(T)??new Map;for(let J=0;J<ue;J+=1){let oe=G[J];
oe?re.set(R+J,{...oe,received:ae}):re.delete(R+J)}s.set(T,re),a.delete(W(T,R)),x(W(T,R),!0),H(),h(),F()});let W=(S,v)=>`${Math.floor(v/ue)} ${S}`;function x(S,v){
i.delete(S),i.set(S,v)}function H(){let S=0;for(let v of s.values())S+=v.size;for(let v of i.keys()){if(S<=ks)return;let[T,R]=[Number.parseInt(v,10),v.slice(v.indexOf(
" ")+1)],G=s.get(R);for(let ae=T*ue;ae<(T+1)*ue;ae+=1)G?.delete(ae)&&(S-=1);G?.size===0&&s.delete(R),i.delete(v)}}function O(S){let v=$(S.group);if(!v||S.place<
0||S.place>=v.count)return null;let T=W(v.key,S.place);if(i.get(T))x(T,!0);else if(!a.has(T)){let R=Math.floor(S.place/ue)*ue,G={view:e.view,query:b.peek(),group:v.
key,start:R,count:ue};e.send("entries",G)&&a.add(T)}return s.get(v.key)?.get(S.place)??null}function F(){l=l.filter(({spot:S,resolve:v})=>{let T=O(S);return T&&
v(T),!T})}function M(){if(u)return u;u=new Map;for(let[S,{key:v,count:T}]of n)for(let[R,{ref:G}]of s.get(v)??[])R<T&&u.set(G,{group:S,place:R});return u}function E(S){
return M().get(S)??null}function L(S){let v=E(typeof S=="number"?`@${S}`:S),T=v&&n.get(v.group)?.key;return T&&s.get(T)?.get(v.place)||null}return{total:p,count:m,
query:b,arrangement:f,version:d,renew:w,group:$,at:O,held:S=>n.get(S)??null,come(S){return new Promise(v=>{let T=O(S),R=n.get(S.group)?.count??1/0;T||S.place>=R?
v(T):l.push({spot:S,resolve:v})})},drop(S){for(let[v,T]of n){let R=s.get(T.key),G=[...R??[]].filter(([,{ref:oe}])=>S.includes(oe));if(!R||G.length===0)continue;
let ae=oe=>G.filter(([Te])=>Te<oe).length,J=[...R].filter(oe=>!G.some(([Te])=>Te===oe[0])).map(([oe,Te])=>[oe-ae(oe),Te]);s.set(T.key,new Map(J)),n.set(v,{...T,
count:T.count-G.length}),m.value=m.peek()-G.length}D(),h()},spotOf:E,spotIn(S,v){for(let[T,R]of n)if(R.key===S)return{group:T,place:v};return null},find:L,newest(){
let S=null;for(let v of s.values())for(let T of v.values())T.number>(S?.number??0)&&(S=T);return S}};function D(){let S=[...n].filter(([,{count:T}])=>T===0).map(
([T])=>T),v=T=>T-S.filter(R=>R<T).length;n=new Map([...n].filter(([T])=>!S.includes(T)).map(([T,R])=>[v(T),R])),p.value=p.peek()-S.length}}var Ss=3e4;function $r(e){let t=A(null),n=se(),o,s=!1;function i(){clearTimeout(o),t.value=null}function a(){clearTimeout(o),o=setTimeout(()=>{n.current?.matches(
":hover, :focus-within")?a():i()},Ss)}return{shown:t,element:n,hide:i,undo(){let l=t.peek()?.undo;i(),l?.()},show(l,{undo:u=null,failed:c=!1}={}){s||(t.value={lines:l,
failed:c,undo:u},e(l.join(" ")+(u?". Undo brings it back.":"")),a())},close(){s=!0,clearTimeout(o)}}}var Ts=250;function Ar(e){let t=se(),n=A(""),o=A({query:"",count:0}),s=A([]),i;function a(){clearTimeout(i),Ye(t.current)||e(n.peek().trim())}return{box:t,text:n,
found:o,refusal:s,query:()=>n.peek().trim(),ask:a,type(l){n.value=l,clearTimeout(i),i=setTimeout(a,l?Ts:0)},write(l){n.value=l,a()},has:l=>n.value.split(/\s+/).
includes(l),toggle(l){let u=n.peek().split(/\s+/).filter(Boolean),c=u.filter(p=>p!==l);n.value=[...c,...c.length<u.length?[]:[l]].join(" "),a()},clear(){n.value=
"",a(),t.current?.focus()},tell(l,u){s.value=[],o.value={query:l,count:u}},refuse(l,u){let c=u?`Still shown is what “${u}” finds.`:"Still shown is everythin\
g.";s.value=[...l,c]},close:()=>clearTimeout(i)}}var ve=100;function Br({line:e,model:t,complain:n}){let o=A([]),s=0,i=X(()=>o.value.map(({ref:f})=>f)),a=X(()=>o.value.map(({number:f})=>f).filter(Boolean)),l=X(
()=>new Map(o.value.filter(({isPicked:f})=>f).map(({ref:f},d)=>[f,d+1]))),u=()=>[...l.peek().keys()],c=()=>t.get("picked")??[];function p(f){let d=u().join();o.
value=f.slice(0,ve),u().join()!==d&&(s+=1,e.ask("pick",{picked:u()}).catch(n).finally(()=>{s-=1,m()}))}function m(){if(s||u().join()===c().join())return;let f=new Map(
o.peek().map(d=>[d.ref,d.entry]));o.value=c().map(d=>({ref:d,number:Lr(d),isPicked:!0,entry:f.get(d)??null}))}return{chosen:o,refs:i,numbers:a,orders:l,follow:m,
has:f=>o.value.some(({ref:d,number:h})=>typeof f=="number"?h===f:d===f),set:f=>p(f.map(Cr)),toggle(f){let d=o.peek().filter(({ref:h})=>!Ms(h,f));p(d.length<o.peek().
length?d:[...d,Cr(f)])},dropRef:f=>p(o.peek().filter(({ref:d})=>d!==f)),drop:f=>p(o.peek().filter(({number:d})=>!f.includes(d))),clear:()=>p([])}}var Cr=e=>({ref:e.
ref,number:e.number,isPicked:e.pictures.length>0,entry:e}),Ms=(e,t)=>e===t.ref||t.number>0&&Lr(e)===t.number;function Lr(e){let t=/^@(\d+)(\.\d+)?$/.exec(e);return t?
Number(t[1]):0}function Dr(e){let{line:t,model:n,say:o,inputs:s,compare:i,tags:a,follows:l,show:u,open:c,changed:p}=e,m=bt("arrangement","template"),b=0,f=A(0),d=Pr(t,k=>{k?g.
rewind():g.follow(),p()}),h=xr(d),g=Mr(d,h),w=Tr(),y=Br({line:t,model:n,complain:W}),C=Ar(O),$=$r(o);function W(k){let P=pe(k);$.show(P.length?P:[String(k.message)],
{failed:!0})}let x={query:"",by:m.value==="time"?"time":"template"};async function H(){let{query:k,by:P}=x,K={query:d.query.peek(),by:d.arrangement.peek()};try{
let N=await d.renew(k,P,M());if(N===null)return;k||(f.value=N),C.query()===k&&C.tell(k,N)}catch(N){if(x.query!==k||k===K.query)return;Object.assign(x,K),C.refuse(
pe(N),K.query)}}function O(k){x.query=k,H()}function F(k){m.keep(k),x.by=k,H()}function M(){let{top:k,bottom:P}=g.seen.peek();return[h.groupAt(k),h.groupAt(P),g.
active.peek().group]}function E(k,P){L(k),P&&y.refs.peek().length===ve&&!y.has(k.ref)?$.show([`${ve} are selected; more can't be at a time.`]):P?y.toggle(k):k.pictures.
length&&y.set([k])}function L(k){w.see([k.number]),u(k)}function D(k,P){g.go(k);let K=d.at(k);K&&(g.setAnchor(K.ref),E(K,P))}async function S(k){g.setAnchor(""),
g.go(k);let P=d.at(k)??await d.come(k);P&&d.at(g.active.peek())?.ref===P.ref&&L(P)}async function v(){let k=d.total.peek()-1;d.held(k)||await d.come({group:k,place:0}),
S({group:k,place:h.shown(k)-1})}async function T(k,P){let K=k.group<P.group||k.group===P.group&&k.place<=P.place?1:-1,N=[],U=k,ye=!1;for(;U&&N.length<ve&&!ye;)N.
push(U),ye=U.group===P.group&&U.place===P.place,U=h.beside(U,K);await R(N,ye||!U?N.length:0)}async function R(k,P){b+=1;let K=b,N=await Promise.all(k.map(Lt=>d.
come(Lt)));if(K!==b)return;let U=N.filter(Lt=>Lt!==null);if(U.length===0)return;if(y.set(U),P&&P<=ve)return o(`${U.length} selected.`);let ye=P?` of ${P.toLocaleString(
"en")}`:"";$.show([`${U.length}${ye} are selected; more can't be at a time.`])}function G(k){let P=d.held(k)?.count??0,K=Array.from({length:Math.min(P,ve)},(N,U)=>U);
return R(K.map(N=>({group:k,place:N})),P)}async function ae(){let k=[];for(let P=0;P<d.total.peek()&&k.length<ve;P+=1){await d.come({group:P,place:0});let K=d.held(
P)?.count??0;for(let N=0;N<K&&k.length<ve;N+=1)k.push({group:P,place:N})}await R(k,d.count.peek())}function re(k){let P=d.spotOf(g.anchor())??k;g.go(k);let K=d.
at(k);K&&L(K),T(P,k)}function J(){y.clear(),g.focus(""),o("Nothing is selected.")}function oe(k,P){$.hide(),Te(k,P).then(()=>o(Ps(P)),W)}function Te(k,P){return P.
kind==="rate"?t.ask("rate",{numbers:k,rating:P.rating}):P.kind==="tag"?t.ask("tag",{numbers:k,changes:P.changes}):t.ask("annotate",{number:k[0]??0,note:P.note})}
function En(k,P){let K=U=>P?.number===U?P:d.find(U);if(k.length===0)return;let N=k.every(U=>K(U)?.starred);oe(k,{kind:"tag",changes:[N?"-starred":"starred"]})}function Sn(k){
$.hide();let P=k.map(N=>`@${N}`),K=g.after(P);y.drop(k),w.see(k),d.drop(P),K?(u(K),g.focus(K.ref)):C.box.current?.focus(),t.ask("delete",{numbers:k}).then(({numbers:N})=>$.
show([`${N.length} deleted`],{undo:()=>Bt(N)}),N=>{H(),W(N)})}function Bt(k){$.hide(),g.focus(`@${Math.max(...k)}`),t.ask("restore",{numbers:k}).then(({numbers:P})=>{
$.show([P.length===1?"1 is back":`${P.length} are back`]),P.length&&c(Math.max(...P))},W)}function Ho(k){$.show([`exporting ${k.length} …`]),t.ask("export",{numbers:k}).
then(({words:P})=>$.show([P]),W)}function Tn(k,P,K){let{key:N}=k,U=k.ctrlKey||k.metaKey;if(k.altKey||k.repeat)return!1;if(U&&N==="z")$.undo();else if(N==="Delet\
e"||k.metaKey&&N==="Backspace")K.length&&(P.deleted?Bt:Sn)(K);else{if(U)return!1;if(/^[0-5]$/.test(N))Oo(K,Number(N));else if(N==="s")En(K,P);else if(N==="t")a();else if(N===
"c")i();else if(N==="e"||N==="a")Io(N==="e"?"edit":"add",P);else if(N==="Escape"&&y.refs.peek().length)J();else return!1}return!0}function Oo(k,P){k.length&&oe(
k,{kind:"rate",rating:P})}async function Io(k,P){if(!(y.refs.peek().length>1&&y.has(P.ref)))return s(k,[P]);s(k,await xn())}async function xn(){let k=y.chosen.peek().
map(async({ref:P,number:K,entry:N})=>{let U=d.find(P)??N;return U||!K?U:(await t.ask("details",{number:K})).entry});return(await Promise.all(k)).filter(P=>P!==null)}
function No(k,P){let K=y.has(P.ref)?y.numbers.peek():[P.number];return Tn(k,P,K.filter(Boolean))}function Ro(){let k=Math.max(0,...w.unseen.peek());w.seeAll(),k&&
(c(k),g.focus(`@${k}`))}return{entries:d,shelves:h,cursor:g,arrivals:w,selection:y,search:C,outcome:$,everything:f,arrange:F,take:D,walk:S,walkToLast:v,selectGroup:G,
selectEverything:ae,selected:xn,extendTo:re,lookAtNew:Ro,clear:J,neighbour(k,P){let K=d.spotOf(k);return K&&h.beside(K,P)},around(k,P){let K=d.spotOf(k)??{group:0,
place:0};for(let U=0;U<P/2;U+=1)K=h.beside(K,-1)??K;let N=[];for(let U=K;U&&N.length<P;U=h.beside(U,1)){let ye=d.at(U);if(!ye)break;N.push(ye)}return N},mark:oe,
star:En,remove:Sn,restore:Bt,save:Ho,press:Tn,pressTile:No,statusChanged(k){w.statusChanged(k,l()),H()},see:k=>w.see([k]),close(){C.close(),$.close()}}}function Ps(e){
if(e.kind==="rate")return e.rating?`Rated ${e.rating} of 5.`:"The rating is taken away.";if(e.kind==="annotate")return"The note is kept.";let t=e.changes[0]??"";
return t.endsWith("starred")?t.startsWith("-")?"The star is taken away.":"Starred.":`Tags: ${e.changes.join(" ")}`}var rn="imagegen-panel";function on(e){try{return Number(localStorage.getItem(`${rn}-${e}`))||0}catch{return 0}}function sn(e,t){try{t?localStorage.setItem(`${rn}\
-${e}`,String(t)):localStorage.removeItem(`${rn}-${e}`)}catch{}}var $s=720,_t=420,As=280,kt=200,Cs=16,Ke=16;function Hr(){let e=A("make"),t=A("picture"),n=A(""),o=A(!1),s=A(on("height")),i=A(on("history")),a=A({seen:1/0,own:!1}),
l=X(()=>{let{seen:c,own:p}=a.value;return p?Math.max(As,c):Math.max(_t,s.value||Math.min($s,c-Cs))}),u=X(()=>o.value||a.value.own);return{tab:e,part:t,sheet:n,whole:o,
height:l,history:i,fills:u,show(c){e.value=c},turnTo(c){t.value=c},open(c){n.value=c},closeSheet(){n.value=""},toggleWhole(){o.value=!o.peek()},measure(c){let{seen:p,
own:m}=a.peek();(p!==c.seen||m!==c.own)&&(a.value=c)},resize(c){s.value=c&&Math.max(_t,Math.round(c)),sn("height",s.peek())},widen(c){i.value=c&&Math.max(kt,Math.
round(c)),sn("history",i.peek())}}}function Or(){let e=A({words:"",count:0});return{said:e,say(t){e.value={words:t,count:e.peek().count+1}}}}function Ir({line:e,entries:t,neighbour:n,stand:o,mark:s,complain:i}){let a=A(null),l=A(null),u=A(0),c=yt(),p=A(""),m=A(""),b=A(""),f=A(!1),d=se(),h=se(),g="",w=0,
y=0,C=!1,$=!1;function W(){let v=document.activeElement;return!!(v?.matches("input, textarea")&&d.current?.contains(v))}function x(v){let T=a.peek()?.number;T&&
s([T],v)}function H(){!a.peek()||m.peek().trim()===g.trim()||(g=m.peek(),x({kind:"annotate",note:g}))}function O(v){m.peek()===g&&(m.value=v),g=v}function F(v){
y+=1;let T=a.peek(),R=T?.ref!==v.ref;!R&&T?.status===v.status||(R&&H(),te(()=>{R&&(m.value=g=b.value="",l.value=null),u.value=v.main,a.value=v}),M())}async function M(){
$=C;let v=a.peek()?.number;if(!(C||!v)){C=!0;try{let T=await e.ask("details",{number:v});a.peek()?.number===T.entry.number&&E(T.entry,T.details)}catch{}C=!1,$&&
M()}}function E(v,T){te(()=>{a.peek()?.status!==v.status&&(u.value=v.main),a.value=v,l.value=T,O(T.note)})}async function L(v){return t().find(v)??(await e.ask(
"details",{number:v})).entry}async function D(v){let T=t().find(v);if(T)return F(T);y+=1;let R=y;try{let G=await L(v);R===y&&F(G)}catch(G){i(pe(G))}}function S(v){
p.peek()==="tags"&&H(),p.value=v}return{shown:a,details:l,position:u,zoom:c,over:p,note:m,newTags:b,following:f,marks:d,area:h,find:L,open:D,renew:M,markShown:x,
show:F,step(v){let T=n(a.peek()?.ref??"",v),R=T&&t().at(T);return R?(F(R),o(T),!0):!1},turnTo(v){u.value=v},lay:S,toggle:v=>S(p.peek()===v?"":v),writeTags(v){b.
value=v},writeNote(v){m.value=v},keepNote:H,dropNote(){m.value=g},follow(v){f.value=v,v&&w&&D(w)},fill(){let v=a.peek()||t().query.peek()?null:t().newest();v&&F(
v)},newestIs(v){let T=w>0&&v>w;w=v,T&&f.peek()&&!W()&&D(v)},close:H}}function Nr(e,t){let n=dr(e),o=hr(n),{said:s,say:i}=Or(),a=A({}),l=A(performance.now()),u=Date.now()/1e3,c=Hr(),p=Sr({line:n,say:i,open:M=>b.open(M),sent:()=>c.
turnTo("picture")}),m=Dr({line:n,model:e,say:i,inputs:w,compare:C,tags:()=>b.lay("tags"),follows:()=>b.following.peek(),show:M=>b.show(M),open:M=>b.open(M),changed:()=>b.
fill()}),b=Ir({line:n,entries:()=>m.entries,neighbour:(M,E)=>m.neighbour(M,E),stand(M){m.cursor.stand(M),m.cursor.reveal()},mark:(M,E)=>m.mark(M,E),complain:p.complain}),
f=kr({entries:()=>m.entries,viewing:()=>b,selected:()=>m.selected(),neighbour:(M,E)=>m.neighbour(M,E),complain:p.complain}),d=M=>p.complain(pe(M)),h=(M,E)=>{let L=M.
pictures.indexOf(E),D=L===M.main?M.ref:`${M.ref}.${L+1}`;return{ref:D,hash:E.hash,label:M.number?D:M.name||D}};function g(M,E,L=E.main){let D=E.pictures[L];D&&(c.
show("make"),M==="edit"&&c.turnTo("compose"),p[M](h(E,D)))}function w(M,E){let[L,...D]=E.filter(({pictures:v})=>v.length);if(!L)return;if(D.length===0)return g(
M,L);let S=[L,...D].flatMap(v=>v.pictures.slice(v.main,v.main+1).map(T=>h(v,T)));c.turnTo("compose"),M==="edit"?p.editEach(S):p.together(S)}function y(M){c.turnTo(
"compose"),p.use(M.template)}function C(){c.show("compare"),f.begin()}async function $(M,E){i(await gr(M,t)?`${E} is copied.`:"The browser doesn't allow copying\
.")}let W=M=>M.then(({text:E})=>$(E,"The cell")).catch(d);n.on("refused",({view:M,id:E,words:L})=>{M===n.view&&E===0&&p.complain(L)});function x(){let M=e.get("\
_status")??{};M.total!==void 0&&(te(()=>{a.value=M,l.value=performance.now(),p.statusChanged(M),m.statusChanged(M),b.newestIs(M.newest??0)}),b.renew())}let H=()=>m.
selection.follow(),O=()=>p.show(e.get("_composer")??{}),F=ce(()=>m.see(b.shown.value?.number??0));return e.on("change:_status",x),e.on("change:picked",H),e.on("\
change:_composer",O),O(),H(),x(),n.send("hello",{}),{kernel:n.state,pictures:o,said:s,status:a,statusCame:l,opened:u,unsendable:X(()=>n.state.value==="gone"?"No\
thing is sent without a kernel; the prompt is kept.":""),layout:c,composer:p,viewing:b,history:m,comparing:f,input:g,inputs:w,compare:C,again(M){n.ask("again",{
number:M.number}).then(()=>i("Asked once more."),d)},takePrompt:y,otherModel:y,stop:M=>n.send("stop",{job:M}),waitAgain:M=>n.send("waitAgain",{job:M}),removeWaiting:()=>n.
send("removeWaiting",{}),copyText:$,copyPrompt:M=>$(M,"The prompt"),copyCell:M=>W(n.ask("cell",{number:M.number})),copyComposedCell:()=>W(n.ask("composedCell",p.
composition())),close(){e.off("change:_status",x),e.off("change:picked",H),e.off("change:_composer",O),F(),p.close(),b.close(),m.close(),o.close(),n.close()}}}var Rr=Rn(null),Kr=Rr.Provider;function _(){let e=Zn(Rr);if(!e)throw new Error("a view outside of the panel");return e}function de(e,t,n=!0){let{pictures:o}=_(),[s,i]=ct({hash:"",url:""}),a=s.hash===e;return j(()=>{if(!n||!e||a)return;let l=!0;return o.url(e,t).then(u=>l&&i({hash:e,
url:u})),()=>{l=!1}},[e,t,n,a,o]),a&&e?s.url:null}function ke(e){let[t,n]=ct(e);return j(()=>{n(performance.now());let o=setInterval(()=>n(performance.now()),1e3);
return()=>clearInterval(o)},[e]),Math.max(0,t-e)/1e3}function Fe(e,t="full"){let{pictures:n}=_(),o=Fr(n,e),[s,i]=ct(o);return j(()=>{if(!e)return;let a=!0,l=c=>i(
p=>({...p.hash===e?p:Fr(n,e),...c}));async function u(){let c=await n.url(e,"thumbnail");if(!a||(c?l({src:c}):t==="thumbnail"&&l({gone:!0}),t==="thumbnail"))return;
let p=await n.url(e,"full");a&&l(p?{src:p,full:p}:{gone:!0})}return u(),()=>{a=!1}},[e,t,n]),s.hash===e?s:o}function Fr(e,t){return{hash:t,src:t&&e.held(t,"tile"),
full:"",gone:!1}}function Ur(e){return j(()=>{let t=e.current;if(!t)return;let n=a=>{let l=Wr(t),u=l.find(c=>c===a)??l.find(({tabIndex:c})=>c===0)??l[0];for(let c of l)
c.tabIndex=c===u?0:-1},o=({target:a})=>n(a),s=new MutationObserver(()=>n()),i=new ResizeObserver(()=>n());return s.observe(t,{childList:!0,subtree:!0}),i.observe(
t),t.addEventListener("focusin",o),n(),()=>{s.disconnect(),i.disconnect(),t.removeEventListener("focusin",o)}},[e]),t=>{if(t.defaultPrevented||t.ctrlKey||t.altKey||
t.metaKey||!e.current)return;let n=Wr(e.current),o=n.indexOf(document.activeElement),s=new Map([["ArrowLeft",o-1],["ArrowUp",o-1],["ArrowRight",o+1],["ArrowDown",
o+1],["Home",0],["End",n.length-1]]).get(t.key);o<0||s===void 0||(t.preventDefault(),n[(s+n.length)%n.length]?.focus())}}function Wr(e){return[...e.querySelectorAll(
"button:not([role=radio]), a")].filter(n=>n.getClientRects().length>0)}function zr(e){return le(()=>performance.now(),[e])}var Bs=Symbol.for("pv"),Ls=0;function r(e,t,n,o,s,i){t||(t={});var a,l,u=t;if("ref"in u&&typeof e!="function")for(l in u={},t)l=="ref"?a=t[l]:u[l]=t[l];var c={type:e,props:u,key:n,ref:a,__k:null,
__:null,__b:0,__e:null,__c:null,constructor:Bs,__v:--Ls,__i:-1,__u:0};return(s||i)&&(c.__source=s,c.__self=i),z.vnode&&z.vnode(c),c}function B({press:e,...t}){return r("button",{type:"button",onClick:e,...t})}function Ae({press:e,...t}){return r(B,{press:n=>n.detail<2&&e(n),...t})}var Ee={autoComplete:"\
off",autoCapitalize:"none",autoCorrect:"off",spellcheck:!1};function V({name:e}){return r("i",{class:`icon icon-${e}`,"aria-hidden":"true"})}function Z({icon:e,
name:t,hint:n=t,class:o="",...s}){return r(B,{class:`icon-only ${o}`,"aria-label":t,title:n,...s,children:r(V,{name:e})})}function We({of:e}){return e.map((t,n)=>r(
"span",{children:t},n))}function me({name:e,class:t="",children:n}){let o=q(null),s=Ur(o);return r("div",{ref:o,class:t,role:"toolbar","aria-label":e,onKeyDown:s,
children:n})}function qr({entry:e}){let{details:t,position:n}=_().viewing,o=Ds(e,t.value,n.value).filter(([,s])=>s);return r("dl",{class:"details",children:o.map(([s,i])=>r(
I,{children:[r("dt",{children:s}),r("dd",{children:i})]},s))})}function Ds(e,t,n){let o=e.pictures[n],s=e.servedBy&&e.servedBy!==e.model?`, answered by ${e.servedBy}`:
"";return[["Template",t?.template??""],["Model",e.model+s],["Gateway",t?.gateway??""],["Picture",o?`${o.width} × ${o.height} ${o.type.toUpperCase()}, ${Hs(o.size)}`:
""],["Time",e.seconds?`${e.seconds} s`:""],["Cost",e.cost===null?"not reported":an(e.cost)],["Take",String(e.take)],["Aspect",e.aspect],["Size",t?.size??""],["M\
ore",t?.extra??""],["Inputs",e.inputs.map(({name:i})=>i).join(", ")],["Created",t?Os(t.created):""],["Variable",e.name],["Note",t?.note??""],["Notebook",t?.notebook??
""]]}var an=e=>`$${Number(e.toPrecision(3))}`;function Hs(e){return e<1e6?`${Math.max(1,Math.round(e/1e3))} KB`:`${(e/1e6).toFixed(1)} MB`}function Os(e){let t=new Date(
e);return Number.isNaN(t.getTime())?e:t.toLocaleString()}function Gr({entry:e}){let t=_().viewing.details.value;return r("div",{class:"row lineage",children:[t&&t.steps.length>1&&r(Is,{details:t}),t&&t.children.length>
0&&r(Rs,{entry:e,details:t})]})}function Is({details:{steps:e,whole:t}}){let n=e.length-1;return r("nav",{class:"parents","aria-label":"Made from",children:[!t&&
r(ln,{children:"…"}),e.flatMap((o,s)=>[s>0&&r(ln,{children:r(V,{name:"right"})},`to ${s}`),...o.flatMap((i,a)=>[a>0&&r(ln,{children:"+"},`and ${s} ${a}`),r(Ns,
{node:i,isShown:s===n},`${s} ${a}`)])])]})}var ln=({children:e})=>r("span",{class:"sign",children:e});function Ns({node:e,isShown:t}){let{viewing:n}=_(),o=de(e.
hash,"tile"),s=r(I,{children:[e.hash&&r("img",{alt:"",width:26,height:26,src:o||void 0},e.hash),r("span",{children:e.name})]});return t?r("span",{class:"crumb",
"aria-current":"true",children:s}):e.number?r(B,{press:()=>n.open(e.number),class:"crumb",title:e.name,children:s}):r("span",{class:"crumb",title:e.name,children:s})}
function Rs({entry:e,details:t}){let{viewing:n,history:o,layout:s}=_(),[i]=t.children,a=t.children.length+t.more,l=t.children.map(({name:c})=>c).join(", ");function u(){
if(i&&a===1)return n.open(i.number);o.search.write(`input:@${e.number}`),s.turnTo("history")}return r("span",{class:"made",children:[t.steps.length>1&&"· ",r(B,
{press:u,class:"link",title:t.more?`${l} …`:l,children:`${a} made from it`})]})}var Ks=Array.from({length:5},(e,t)=>t+1);function St({rating:e,rate:t}){let n=q(null);function o(s){let i={ArrowLeft:-1,ArrowDown:-1,ArrowRight:1,ArrowUp:1}[s.key]??
0;if(!i)return;s.preventDefault();let a=Math.min(5,Math.max(1,e+i));n.current?.querySelectorAll("button")[a-1]?.focus(),t(a)}return r("span",{class:"rating",role:"\
radiogroup","aria-label":"Rating",ref:n,onKeyDown:o,children:[Ks.map(s=>r(B,{press:()=>t(s===e?0:s),role:"radio","aria-label":`${s} of ${5}`,"aria-checked":s===
e,title:`Rate ${s} of ${5} (${s}; 0 clears)`,class:s<=e?"reached":"",tabIndex:s===(e||1)?0:-1},s)),r("b",{class:"digits","aria-hidden":"true",children:e||"–"})]})}
function Tt({name:e,isStarred:t,press:n}){return r(Z,{press:n,icon:t?"star-full":"star",name:e,hint:t?"Take the star away (s)":`${e} (s)`,class:"small star","ar\
ia-pressed":t})}function xt({name:e}){let{over:t,toggle:n}=_().viewing;return r(Z,{press:()=>n("tags"),icon:"tag",name:e,hint:`${e} (t)`,class:"small","aria-exp\
anded":t.value==="tags"})}function Vr({entry:e,picture:t,full:n}){let{viewing:o,history:s,copyPrompt:i}=_(),a=o.details.value?.prompt??e.prompt,l=cn(e,t);return r(me,{name:"This picture",
class:"facts",children:[r("div",{class:"row",children:[r("span",{class:"caption cut",title:l,children:[r("b",{children:ge(e)})," ",r("span",{class:"grey digits",
children:l})]}),r("span",{class:"spring"}),e.number>0&&r(I,{children:[r(St,{rating:e.rating,rate:u=>o.markShown({kind:"rate",rating:u})}),r(Tt,{name:"Star",isStarred:e.
starred,press:()=>s.star([e.number],e)}),r(xt,{name:"Tags and a note"})]})]}),r("div",{class:"row",children:[r("span",{class:"prompt cut",title:a,children:a}),r(
"span",{class:"spring"}),a&&r(Z,{press:()=>i(a),icon:"copy",name:"Copy prompt",class:"small"})]}),r(Gr,{entry:e}),r("div",{class:"row actions",children:[t?r(Fs,
{entry:e}):r(Ws,{entry:e}),r("span",{class:"spring"}),e.number>0&&r(Us,{entry:e}),t&&r(zs,{entry:e,picture:t,full:n,class:"icon-only"}),e.number>0&&r(Z,{press:()=>o.
toggle("more"),icon:"more",name:"More",hint:"More: details, export, delete","aria-expanded":o.over.value==="more"})]})]})}function Fs({entry:e}){let{viewing:t,input:n,
again:o,takePrompt:s}=_(),i=t.position.value;return r(I,{children:[r(B,{press:()=>n("edit",e,i),class:"primary",title:"e",children:"Edit this"}),r(B,{press:()=>n(
"add",e,i),title:"a",children:"Add as input"}),e.number>0&&r(I,{children:[r(Ae,{press:()=>o(e),title:"Another take of the same: a new call",children:"Again"}),r(
B,{press:()=>s(e),class:"spacious",children:"Use prompt"})]})]})}function Ws({entry:e}){let{takePrompt:t,again:n,otherModel:o}=_();return r(I,{children:[r(Ae,{press:()=>n(
e),title:"The same once more: a new call",children:"Again"}),r(B,{press:()=>o(e),children:"Other model"}),r(B,{press:()=>t(e),children:"Edit prompt"})]})}function Us({
entry:e}){let{copyCell:t}=_();return r(Z,{press:()=>t(e),icon:"cell",name:"Copy cell",hint:"Copy the cell that makes this"})}function zs({entry:e,picture:t,full:n,
class:o}){return r("a",{class:`button ${o}`,title:"Download",download:un(e,t),...n&&{href:n},children:[r(V,{name:"download"}),r("span",{class:"unseen",children:"\
Download"})]})}function un(e,{type:t}){return`${e.name||e.number}.${t==="jpeg"?"jpg":t}`}function cn(e,t=e.pictures[e.main]){let n=e.servedBy&&e.servedBy!==e.model;
return[e.name,n?`${e.servedBy} (asked: ${e.model})`:e.model,e.seconds>=1&&!e.sketch?`${Math.round(e.seconds)} s`:"",e.cost===null?"":an(e.cost),t?`${t.width}×${t.
height} ${t.type.toUpperCase()}`:"",e.take>1?`take ${e.take}`:"",e.status==="sent"?"under way":"",e.sketch&&t?"offline sketch":"",e.deleted?"deleted":""].filter(
Boolean).join(" · ")}function Mt(e){let{zoom:t,src:n,hash:o,alt:s,name:i="Picture",loaded:a,children:l}=e,u=q(null),c=e.area??u,p=qs(t),{left:m,top:b,width:f,height:d}=t.place.value,
h=Number.isInteger(t.scale.value),g=["ground",!t.isFit.value&&"enlarged",t.isLarger.value&&"movable"];return j(()=>{let w=c.current;if(!w)return;let y=()=>t.measure(
w.clientWidth,w.clientHeight),C=new ResizeObserver(y);return C.observe(w),y(),()=>C.disconnect()},[c,t]),r("div",{ref:c,class:g.filter(Boolean).join(" "),role:"\
group","aria-label":i,tabIndex:0,...p,children:[o&&r("img",{class:h?"whole":"",alt:s,draggable:!1,src:n||void 0,style:{left:`${m}px`,top:`${b}px`,width:`${f}px`,
height:`${d}px`},onLoad:({currentTarget:{naturalWidth:w,naturalHeight:y}})=>a?.(w,y)},o),l]})}function qs(e){let t=q(new Map).current;function n(){let[s,i]=[...t.
values()];return s&&i?Math.hypot(s.x-i.x,s.y-i.y):0}function o(s){let i=[...t.values()],a=l=>i.reduce((u,c)=>u+l(c),0)/i.length;return[a(({x:l})=>l)-s.left,a(({
y:l})=>l)-s.top]}return{onPointerDown(s){s.button===0&&(t.set(s.pointerId,{x:s.clientX,y:s.clientY}),s.currentTarget.setPointerCapture(s.pointerId))},onPointerMove(s){
let i=t.get(s.pointerId);if(!i)return;let a=n();if(t.set(s.pointerId,{x:s.clientX,y:s.clientY}),t.size===1)e.move(s.clientX-i.x,s.clientY-i.y);else if(a){let l=s.
currentTarget.getBoundingClientRect();e.enlarge(e.scale.peek()*n()/a,...o(l))}},onPointerUp:s=>t.delete(s.pointerId),onPointerCancel:s=>t.delete(s.pointerId),onWheel(s){
if(!s.ctrlKey&&!s.metaKey)return;s.preventDefault();let i=s.currentTarget.getBoundingClientRect(),a=Math.min(30,Math.max(-30,s.deltaY));e.enlarge(e.scale.peek()*
Math.exp(-a/100),s.clientX-i.left,s.clientY-i.top)}}}var Jr=60;function Pt({zoom:e}){return r(I,{children:[r(B,{press:e.fit,class:"small","aria-pressed":e.isFit.value,title:"All of it (0)",children:"Fit"}),r(B,{press:()=>e.
enlarge(1),class:"small","aria-pressed":!e.isFit.value&&e.scale.value===1,title:"Each delivered pixel is one of the screen",children:"1:1"}),r("span",{class:"st\
eps",children:[r(Z,{press:e.smaller,icon:"smaller",name:"Smaller",hint:"Smaller (−)",class:"small"}),r("span",{class:"digits percent",children:`${Math.round(e.
scale.value*100)} %`}),r(Z,{press:e.larger,icon:"larger",name:"Larger",hint:"Larger (+)",class:"small"})]})]})}function et({key:e},t){let[n,o]=Gs.get(e)??[0,0];
if((n||o)&&t.isLarger.peek())t.move(n*Jr,o*Jr);else if(e==="+"||e==="=")t.larger();else if(e==="-")t.smaller();else if(e==="0"&&!t.isFit.peek())t.fit();else return!1;
return!0}var Gs=new Map([["ArrowLeft",[1,0]],["ArrowRight",[-1,0]],["ArrowUp",[0,1]],["ArrowDown",[0,-1]]]);var Xr=60;function jr(){let{comparing:e}=_(),t=Vs(),[n,o]=[e.a.value,e.b.value];return r("section",{class:"compare","aria-label":"Compare",onKeyDown:t,children:[
r("div",{class:"pair",children:[r(me,{name:"View",class:"toolbar",children:[r("b",{children:"Side by side"}),r("span",{class:"spring"}),r(Pt,{zoom:e.zoom})]}),r(
Js,{a:n,b:o}),r(Xs,{a:n,b:o}),r(js,{a:n,b:o})]}),r(Ys,{a:n,b:o})]})}function Vs(){let{comparing:e,layout:t,viewing:n}=_();function o(s){let{key:i,shiftKey:a}=s;
if(s.ctrlKey||s.metaKey)return i.startsWith("Arrow")&&et(s,e.zoom);let l={ArrowLeft:-1,ArrowRight:1}[i];if(l)e.step(l,a?"a":"b");else if(i==="x")e.swap();else if(i===
"Escape")t.show("make"),setTimeout(()=>n.area.current?.focus());else return et(s,e.zoom);return!0}return s=>{!s.defaultPrevented&&!s.altKey&&o(s)&&s.preventDefault()}}
function Js({a:e,b:t}){let{zoom:n,area:o}=_().comparing,{width:s=0,height:i=0}=e?.picture??{};j(()=>{s&&n.show(s,i)},[n,s,i]);let a=e!==null;return j(()=>{a&&o.
current?.focus()},[o,a]),r("div",{class:"two",children:[r(Zr,{side:e,letter:"A"}),r(Zr,{side:t,letter:"B"})]})}function Zr({side:e,letter:t}){let{a:n,zoom:o,area:s}=_().
comparing,{src:i,gone:a}=Fe(e?.hash??""),l=e?.entry?cn(e.entry,e.picture??void 0):"",u=t==="A"&&e!==null&&!e.picture;return r("figure",{children:[r(Mt,{zoom:o,...t===
"A"&&{area:s},name:`${t}: ${e?.ref??"none"}`,src:i,hash:e?.hash??"",alt:e?.entry?.prompt??e?.ref??"",...u&&{loaded:o.show},children:[a&&r("p",{class:"gone",children:"\
The picture's file is gone from the library."}),!e&&r("p",{class:"gone",children:n.value?"Pick another picture in the history to compare with.":"Nothing is show\
n to be compared."})]}),r("figcaption",{children:[r("b",{class:"letter",children:t}),e?.ref,r("span",{class:"grey cut digits",title:l,children:l})]})]})}function Xs({
a:e,b:t}){let n=Zs.map(([o,s])=>[o,s(e),s(t)]);return r("table",{class:"versus",children:r("tbody",{children:n.map(([o,s,i])=>r("tr",{class:s===i||!t?"same":"",
children:[r("th",{scope:"row",children:o}),r("td",{class:"cut",title:s,children:s}),r("td",{class:"cut",title:i,children:i})]},o))})})}var Zs=[["prompt",e=>e?.entry?.
prompt??(e?`a photograph, ${e.ref}`:"")],["made by",e=>e?.entry?.servedBy||e?.entry?.model||(e?"–":"")],["size",e=>e?.picture?`${e.picture.width}×${e.picture.
height}`:""]];function js({a:e,b:t}){let{comparing:n,input:o}=_(),s=({entry:i,picture:a})=>i&&a&&o("edit",i,i.pictures.indexOf(a));return r(me,{name:"Compared",
class:"row actions",children:[t?.picture&&r(B,{press:()=>s(t),class:"primary",children:"Edit B"}),e?.picture&&r(B,{press:()=>s(e),children:"Edit A"}),t&&r(B,{press:n.
swap,title:"x",children:[r(V,{name:"swap"}),"Change places"]})]})}function Ys({a:e,b:t}){let{history:n,comparing:o}=_(),{entries:s}=n;s.version.value;let[i,a]=[
e?.entry?.ref??"",t?.entry?.ref??""],l=n.around(i,Xr),c=a&&!l.some(m=>m.ref===a)?n.around(a,Xr):l,p=new Map([[i,"A"],[a,"B"]]);return r("aside",{class:"strip-of\
-history","aria-label":"History",children:[r("p",{class:"grey",children:[r("kbd",{children:"←"})," ",r("kbd",{children:"→"})," choose B, with ",r("kbd",{children:"\
Shift"})," A"]}),r("div",{class:"choices",children:r(me,{name:"B",class:"tiles",children:c.map(m=>m.pictures.length>0&&r(Qs,{entry:m,letter:p.get(m.ref)??"",press:()=>o.
choose(m)},m.ref))})})]})}function Qs({entry:e,letter:t,press:n}){let o=e.pictures[e.main]?.hash??"",s=de(o,"tile");return r(B,{press:n,class:"choice","aria-lab\
el":`${ge(e)}: ${e.prompt}`,title:e.prompt,"aria-pressed":t==="B",children:[r("img",{alt:"",draggable:!1,src:s||void 0},o),r("span",{class:"number",children:ge(
e)}),t&&r("span",{class:"letter",children:t})]})}function $t(){let{money:e}=_().status.value;if(!e)return null;let{spent:t,budget:n}=e;return r("span",{class:"today",title:Yr(e),children:["today ",r("b",{class:"\
digits",children:ie(t)}),n!==null&&r(I,{children:[` of ${ie(n)}`,r(pn,{money:e,budget:n})]})]})}function pn({money:e,budget:t}){let n=o=>`${Math.min(100,t?100*o/
t:100)}%`;return r("span",{class:"meter",role:"img","aria-label":Yr(e),children:[r("i",{class:"spent",style:{width:n(e.spent)}}),r("i",{class:"held-money",style:{
width:n(e.held)}})]})}function Yr({spent:e,held:t,budget:n}){return[`${ie(e)} spent today`,t||n!==null?`${ie(t)} held`:"",n===null?"no budget":`${ie(Math.max(0,
n-e-t))} left`].filter(Boolean).join(", ")}function ie(e){let t=Math.abs(e*100-Math.round(e*100))<1e-6;return e>=.1||t?`$${e.toFixed(2)}`:`$${Number(e.toPrecision(
3))}`}function Qr(){let{status:e}=_(),{listed:t=[],running:n=0,waiting:o=0}=e.value.jobs??{},s=[n&&`Under way ${n}`,o&&`waiting ${o}`];return r("section",{class:"queu\
e wide-only","aria-label":"Under way, in short",children:[r("div",{class:"heading",children:s.filter(Boolean).join(" · ")||"Nothing under way"}),r("ul",{children:t.
map(i=>r(ei,{job:i},i.id))})]})}function ei({job:e}){let t=mn(e);return r("li",{children:[r("span",{class:"row",children:[r("b",{class:"cut",children:e.model}),
r("span",{class:"grey digits",children:e.number?`${Math.floor(t)} s`:"waiting"}),r("span",{class:"spring"}),r(At,{job:e,class:"link"})]}),e.number>0&&r(fn,{job:e,
seconds:t}),r("span",{class:"row grey",children:[r("span",{class:"cut",title:e.prompt,children:e.prompt}),r("span",{class:"spring"}),r("span",{class:"digits",children:Se(
e,t)})]})]})}function At({job:e,class:t}){let{stop:n}=_();return r(B,{press:()=>n(e.id),class:t,title:e.number?"The picture is still filed when it comes; it may\
 be billed.":"Nothing was sent.",children:e.number?"Stop waiting":"Remove"})}function fn({job:e,seconds:t}){if(!e.high)return null;let n=Math.max(e.high*1.2,t*1.05),
o=s=>`${100*s/n}%`;return r("span",{class:"time-track",role:"img","aria-label":`${Math.floor(t)} s, ${Se(e,t)}`,children:[r("i",{class:"usual",style:{left:o(e.low),
width:o(e.high-e.low)}}),r("i",{class:"so-far",style:{width:o(t)}})]})}function mn(e){return e.seconds+ke(_().statusCame.value)}var tt=(e,t)=>e.high>0&&t>e.high;
function Se(e,t){return!e.high||!e.number?"":tt(e,t)?"slower than 9 of 10":`usually ${dn(e)} s`}function dn(e){let[t,n]=[Math.max(1,Math.round(e.low)),Math.max(
1,Math.round(e.high))];return t===n?String(t):`${t}–${n}`}function eo(e,t){let n=e.pause-t;return n>0?`goes on in ${Math.ceil(n)} s`:""}var ti=3,ni={well:"",silent:"No answer from the kernel yet. If a cell runs, this waits for it; if the kernel was restarted, run the cell with %imagegen panel ag\
ain.",gone:"No kernel: run the cell with %imagegen panel again. What is shown stays; nothing can be sent."};function no(){let{kernel:e,status:t}=_(),{waits:n}=t.
value,o=e.value==="silent"&&n?"":ni[e.value];return r("footer",{class:"foot","data-kernel":o?e.value:"well",children:[r("span",{class:"notice cut",role:"alert",
hidden:!o,title:o,children:[o&&r(V,{name:"warning"}),o]}),!o&&n&&r("span",{class:"cut",children:[r(V,{name:"paused"})," a cell runs: what you ask is sent after \
it"]}),!o&&r(ri,{}),r("span",{class:"spring"}),r(ii,{})]})}function ri(){let{layout:e,status:t,statusCame:n}=_(),o=ke(n.value),{listed:s=[],running:i=0,waiting:a=0}=t.
value.jobs??{};if(!i&&!a)return r(to,{});let l=s.filter(({number:c})=>c).slice(0,ti),u=l.map(c=>oi(c,c.seconds+o));return i>l.length&&l.length&&u.push(`${i-l.length}\
 more`),a&&u.push(`${a} waiting`),r(I,{children:[r("span",{class:"narrow-only cut under-way",title:u.join(" · "),children:[r(V,{name:"clock"})," ",r("b",{children:`${i}\
 under way`}),r("span",{class:"digits",children:u.map(c=>` · ${c}`).join("")})]}),r(B,{press:()=>e.show("jobs"),class:"link narrow-only",children:"Stop waiting\
 …"}),r("span",{class:"wide-only cut",children:r(to,{})})]})}function oi(e,t){let n=Se(e,t),o=n&&(tt(e,t)?`, ${n}`:` of ${n}`);return`${e.model} ${Math.floor(
t)} s${o}`}function to(){let{status:e,opened:t}=_(),{ended:n=[],running:o=0}=e.value.jobs??{},s=n.find(({at:l})=>l>t);if(!s)return o?null:r("span",{class:"cut",
children:"Nothing under way"});let i=s.how==="failed",a=si(s);return r("span",{class:i?"cut failed":"cut",title:a,children:[r(V,{name:i?"warning":"check"})," ",
a]})}function si({number:e,how:t,words:n,seconds:o,cost:s}){let i=e?`@${e}`:"It";if(t==="failed")return`${i} failed: ${n}`;if(t==="stopped")return`${i} was stop\
ped`;let a=o>=1?` after ${Math.round(o)} s`:"";return[`${i} came${a}`,s?ie(s):""].filter(Boolean).join(" · ")}function ii(){let{shown:e,element:t,undo:n}=_().history.
outcome,o=e.value;if(!o)return null;let s=o.lines.join(" ");return r("span",{ref:t,class:o.failed?"outcome failed":"outcome",children:[r("span",{class:"cut",title:s,
children:s}),o.undo&&r(I,{children:[r(B,{press:n,class:"link",children:"Undo"}),r("kbd",{class:"roomy",children:"Ctrl Z"})]})]})}function ro(){let{height:e,resize:t,fills:n}=_().layout,o=q({y:0,height:0});function s(l){let u={ArrowUp:-Ke,ArrowDown:Ke}[l.key]??0;u&&(l.preventDefault(),t(e.
peek()+u))}function i(l){o.current={y:l.clientY,height:e.peek()},l.currentTarget.setPointerCapture(l.pointerId)}function a(l){l.currentTarget.hasPointerCapture(
l.pointerId)&&t(o.current.height+l.clientY-o.current.y)}return n.value?null:r("div",{class:"handle",role:"separator",tabIndex:0,"aria-orientation":"horizontal",
"aria-label":"Height of the panel","aria-valuenow":e.value,"aria-valuemin":_t,title:"Drag, or ↑ and ↓; a double-click brings its own height back",onKeyDown:s,
onPointerDown:i,onPointerMove:a,onDblClick:()=>t(0)})}var Ce=[["make","Make"],["compare","Compare"],["jobs","Jobs"]];function oo({id:e}){let{layout:t}=_();return r("header",{children:[r("b",{children:"imagegen"}),r(
ai,{id:e}),r("span",{class:"spring"}),r("span",{class:"roomy from",children:[r(hn,{}),r($t,{})]}),r("span",{class:"roomy",children:[r(Z,{icon:"keys",name:"Keys",
hint:"Keys (?)",class:"small",press:()=>t.open("keys")}),r(gn,{})]}),r(Z,{icon:"more",name:"More views, keys",class:"small tight-only",press:()=>t.open("more")})]})}
function ai({id:e}){let{layout:t,status:n}=_(),o=q(null),{running:s=0,waiting:i=0}=n.value.jobs??{},a=s+i;function l(u){let c=Ce.findIndex(([b])=>b===t.tab.peek()),
p={ArrowRight:(c+1)%Ce.length,ArrowLeft:(c+Ce.length-1)%Ce.length,Home:0,End:Ce.length-1}[u.key],[m]=Ce[p??-1]??[];m&&(u.preventDefault(),t.show(m),o.current?.querySelectorAll(
"button")[p??0]?.focus())}return r("div",{class:"tabs",role:"tablist","aria-label":"Views",ref:o,onKeyDown:l,children:Ce.map(([u,c])=>{let p=t.tab.value===u,m=u===
"jobs"&&a>0;return r(B,{press:()=>t.show(u),role:"tab",id:`${e}-tab-${u}`,"aria-controls":`${e}-view-${u}`,"aria-selected":p,"aria-describedby":m?`${e}-count`:void 0,
tabIndex:p?0:-1,children:[c,m&&r(I,{children:[r("span",{class:"count","aria-hidden":"true",children:a}),r("span",{id:`${e}-count`,hidden:!0,children:`${a} under\
 way or waiting`})]})]},u)})})}function hn(){let{gateway:e="",sketches:t}=_().status.value;return r("span",{class:"where cut",children:t?"offline sketches":e})}
function gn(){let{layout:e}=_(),t=e.whole.value;return r(Z,{icon:t?"not-whole-window":"whole-window",name:"The whole window",hint:t?"Back into the page (f or Es\
c)":"The whole window (f)",class:"small","aria-pressed":t,press:e.toggleWhole})}function io(){let{status:e,layout:t}=_(),{jobs:n,atOnce:o=0}=e.value;if(t.tab.value!=="jobs"||!n)return null;let{listed:s,running:i,waiting:a,ended:l,trouble:u,
unsent:c}=n;return r("div",{class:"jobs",children:[u.length>0&&r(li,{lines:u,unsent:c}),r(ui,{}),r("section",{"aria-label":"Under way",children:[r("div",{class:"\
title",children:[r("span",{class:"heading",children:`Under way ${i}`}),r("span",{class:"grey",children:`at most ${o} at a time`})]}),r("ol",{children:s.filter(({
number:p})=>p).map(p=>r(ci,{job:p},p.id))})]}),a>0&&r(pi,{jobs:s.filter(({number:p})=>!p),count:a}),l.length>0&&r(mi,{jobs:l}),r("p",{class:"grey",children:"The\
 usual time goes from the median to the slowest tenth of your own calls; below five calls none is shown."})]})}function li({lines:e,unsent:t}){return r("div",{class:"\
alert",role:"alert",children:[r(We,{of:e}),t>0&&r("span",{children:t===1?"1 was not sent.":`${t} were not sent.`})]})}function ui(){let{status:e,layout:t}=_(),{
money:n}=e.value;if(!n)return null;let{spent:o,held:s,budget:i,paid:a,holding:l}=n,u=i===null?0:Math.max(0,i-o-s);return r("section",{class:"budget","aria-label":"\
Budget",children:[r("div",{class:"row",children:[r("span",{children:[r("b",{class:"digits large",children:ie(o)}),i===null?" today":` of ${ie(i)} today`,i!==null&&
r("span",{class:"grey roomy",children:" · begins anew at midnight"})]}),r("span",{class:"spring"}),r(B,{press:()=>t.open("budget"),class:"small",children:i===null?
"Set a budget …":"Change the budget …"})]}),i!==null&&r(pn,{money:n,budget:i}),r("p",{class:"legend grey",children:[r("span",{children:[r("i",{class:"spent"}),
`${ie(o)} spent, ${so(a,"picture")}`]}),(s>0||i!==null)&&r("span",{children:[r("i",{class:"held-money"}),`${ie(s)} held for ${so(l,"call")}`]}),i!==null&&r("spa\
n",{children:[r("i",{}),`${ie(u)} left`]})]})]})}function ci({job:e}){let t=mn(e),n=t-e.seconds,o=Se(e,t),s=eo(e,n);return r("li",{class:"job",children:[r(vn,{hash:e.
input}),r(ao,{job:e}),r("span",{class:"state",children:[r("span",{class:"digits",children:`${Math.floor(t)} s`})," ",s?r(I,{children:[r(V,{name:"paused"})," the\
 gateway asked to wait",r("span",{class:"below grey digits",children:s})]}):r(I,{children:[r("span",{class:tt(e,t)?"slow":"grey digits",children:o}),r(fn,{job:e,
seconds:t})]})]}),r(At,{job:e,class:"small"})]})}function pi({jobs:e,count:t}){let{removeWaiting:n}=_();return r("section",{"aria-label":"Waiting",children:[r("\
div",{class:"title",children:[r("span",{class:"heading",children:`Waiting ${t}`}),r("span",{class:"grey",children:"not sent: removing is free"}),r("span",{class:"\
spring"}),r(B,{press:n,class:"small",children:`Remove all ${t}, free`})]}),r("ol",{children:e.map((o,s)=>r("li",{class:"job",children:[r(vn,{hash:o.input}),r(ao,
{job:o}),r("span",{class:"state grey",children:s===0?"next":"after that"}),r(At,{job:o,class:"small"})]},o.id))}),t>e.length&&r("p",{class:"grey",children:`and ${t-
e.length} more`})]})}function ao({job:e}){let t=[e.model,e.source&&`from ${e.source}`,e.origin];return r(lo,{title:e.prompt,facts:t})}function lo({title:e,facts:t}){
return r("span",{class:"words-of-job",children:[r("b",{class:"cut",title:e,children:e}),r("span",{class:"cut grey",children:t.filter(Boolean).join(" · ")})]})}
var fi=[["done","done"],["failed","failed"],["stopped","stopped"],["left","not waited for"]];function mi({jobs:e}){let t=fi.map(([n,o])=>{let s=e.filter(i=>i.how===
n).length;return s?`${s} ${o}`:""});return r("section",{"aria-label":"Ended",children:[r("div",{class:"title",children:[r("span",{class:"heading",children:"Late\
ly"}),r("span",{class:"grey",children:t.filter(Boolean).join(" · ")}),r("span",{class:"spring"}),r("code",{class:"grey roomy",children:"%imagegen spend"})]}),r(
"ol",{children:e.map(n=>r(di,{job:n},`${n.id} ${n.number} ${n.at}`))})]})}function di({job:e}){let{viewing:t,layout:n,again:o,waitAgain:s}=_(),i=`${e.number?`@${e.
number} `:""}${e.prompt}`,a=e.at?new Date(e.at*1e3).toLocaleTimeString([],hi):"";function l(){t.open(e.number),n.turnTo("picture"),n.show("make")}return r("li",
{class:"job",children:[r(vn,{hash:e.hash}),r(lo,{title:i,facts:[e.model,a]}),r("span",{class:"state",children:r(gi,{job:e})}),e.how==="left"&&r(B,{press:()=>s(e.
id),class:"small",children:"Wait again"}),e.how==="done"&&r(B,{press:l,class:"small",children:"Show"}),(e.how==="failed"||e.how==="stopped")&&e.number>0&&r(Ae,{
press:()=>o(e),class:"small",title:"Another take: a new call",children:"Again"})]})}var hi={hour:"2-digit",minute:"2-digit"};function gi({job:e}){let t=e.seconds>=
1?`${Math.round(e.seconds)} s`:"";return e.how==="done"?r(I,{children:[r("span",{class:"digits",children:[t,e.cost?ie(e.cost):""].filter(Boolean).join(" · ")}),
" ",r("span",{class:"good",children:[r(V,{name:"check"})," done"]})]}):e.how==="failed"?r("span",{class:"failed two-lines",title:e.words,children:[r(V,{name:"wa\
rning"})," ",e.words]}):r(I,{children:[r("span",{class:"slow",children:[r(V,{name:"stopped"})," ",`stopped${t?` after ${t}`:""}`]})," ",r("span",{class:"grey",children:e.
how==="left"?"may be billed; filed when it comes":"may be billed"})]})}function vn({hash:e}){let t=de(e,"tile");return t?r("img",{src:t,alt:"",width:40,height:40}):
r("span",{class:"none",children:r(V,{name:"picture"})})}function so(e,t){return`${e} ${t}${e===1?"":"s"}`}var uo=200;function co(){let{composer:e,copyComposedCell:t,unsendable:n}=_(),{fine:o}=e.plan.value,s=n.value||e.plan.value.words;return r("section",{class:"comp\
oser","aria-label":"Composer",ref:e.form,children:[r("div",{class:"heading",children:"Inputs"}),r(vi,{}),r(bi,{}),r(wi,{}),r(_i,{}),r("p",{class:o?"plan":"plan \
failed",hidden:!s,children:s}),r("p",{class:"alert",role:"alert",hidden:e.complaint.value.length===0,children:r(We,{of:e.complaint.value})}),r("div",{class:"act\
ions",children:[r(Ae,{press:e.generate,class:"primary",disabled:!!n.value,children:"Generate"}),r(B,{press:t,children:"Copy cell"})]})]})}function vi(){let{composer:e}=_(),
t=q(null),n=q(null),o=q(null),s=q(-1),i=e.inputs.value;j(()=>{s.current<0||((t.current?.querySelectorAll("button")[s.current]??n.current)?.focus(),s.current=-1)});
function a(c){s.current=c,e.remove(c)}function l(c,p){let m={ArrowLeft:-1,ArrowRight:1}[c.key]??0;!c.altKey||!m||!e.move(p,m)||(c.preventDefault(),s.current=p+m)}
function u(c){e.take({files:[...c.files??[]],folder:!1}),c.value=""}return r("div",{class:"strip",children:[r("ol",{class:"inputs","aria-label":"Inputs",ref:t,hidden:i.
length===0,children:i.map((c,p)=>r(yi,{input:c,place:p,remove:()=>a(p),press:m=>l(m,p)},c.ref))}),r(B,{ref:n,press:()=>o.current?.click(),class:e.hovered.value?
"drop over":"drop",children:e.sending.value?`sending ${e.sending.value} …`:"drop, paste or pick a picture"}),r("input",{ref:o,type:"file",multiple:!0,hidden:!0,
accept:"image/*",onChange:c=>u(c.currentTarget)})]})}function yi({input:e,place:t,remove:n,press:o}){let{composer:s}=_(),i=de(e.hash,"tile");function a(l){l.preventDefault(),
l.stopPropagation(),l.dataTransfer&&s.take(vt(l.dataTransfer),t)}return r("li",{title:`image ${t+1}: ${e.label}. Drop a picture here to replace it.`,onDrop:a,children:[
r("img",{alt:e.label,width:56,height:56,src:i||void 0},e.hash),r("span",{class:"order",children:t+1}),r(B,{press:n,onKeyDown:o,"aria-label":`Remove input ${t+1}`,
title:"Remove (Alt+← and Alt+→ move it)",children:"×"})]})}function bi(){let{offer:e,takeOffer:t,hideOffer:n}=_().composer,o=e.value,s=o&&o.prompt.length>uo?
`${o.prompt.slice(0,uo)} …`:o?.prompt;return r("p",{class:"found-words",role:"status",hidden:!o,children:o&&r(I,{children:[r("span",{children:`${o.name} has a\
 prompt in it (${o.by}): ${s}`}),r(B,{press:t,children:"Use its prompt"}),r(B,{press:n,"aria-label":"Hide the file's prompt",children:"×"})]})})}function wi(){
let{composer:e}=_(),t=le(fe,[]);function n(o){o.key!=="Enter"||!(o.shiftKey||o.ctrlKey||o.metaKey)||(o.preventDefault(),o.repeat||e.generate())}return r(I,{children:[
r("div",{class:"heading",children:r("label",{for:t,children:"Prompt"})}),r("textarea",{ref:e.box,id:t,rows:4,...Ee,value:e.template.value,onInput:o=>e.write(o.currentTarget.
value),onKeyDown:n})]})}function _i(){let{composer:e,status:t}=_(),{model:n,models:o=[],aspects:s=[]}=t.value,[i,a,l]=le(()=>[fe(),fe(),fe()],[]);return r("div",
{class:"options",children:[r("label",{for:i,children:"model"}),r("input",{id:i,type:"text",size:11,list:a,placeholder:n??"",...Ee,value:e.model.value,onInput:u=>e.
setModel(u.currentTarget.value),onChange:e.tell}),r("datalist",{id:a,children:o.map(u=>r("option",{value:u},u))}),r("label",{for:l,children:"aspect"}),r("select",
{id:l,value:e.aspect.value,onChange:u=>e.setAspect(u.currentTarget.value),children:[r("option",{value:"",children:"auto"}),s.map(u=>r("option",{value:u,children:u},
u))]})]})}function po(){let{history:e,widen:t}=_().layout,n=q(null),o=q({x:0,width:0}),s=()=>({width:n.current?.parentElement?.offsetWidth??0,most:(n.current?.closest(".m\
ake")?.offsetWidth??0)/2}),i=c=>t(Math.min(c,s().most));function a(c){let p={ArrowLeft:Ke,ArrowRight:-Ke}[c.key]??0;p&&(c.preventDefault(),i(s().width+p))}function l(c){
o.current={x:c.clientX,width:s().width},c.currentTarget.setPointerCapture(c.pointerId)}function u(c){c.currentTarget.hasPointerCapture(c.pointerId)&&i(o.current.
width-c.clientX+o.current.x)}return r("div",{ref:n,class:"divider",role:"separator",tabIndex:0,"aria-orientation":"vertical","aria-label":"Width of the history",
"aria-valuenow":e.value||kt,"aria-valuemin":kt,title:"Drag, or ← and →; a double-click brings its own width back",onKeyDown:a,onPointerDown:l,onPointerMove:u,
onDblClick:()=>t(0)})}var ki=new Map([["sent","under way"],["unknown","unknown: may have been billed"],["failed","failed"]]),Ei=44;function mo(e){let{entry:t,group:n,place:o,count:s,
x:i,y:a,side:l,isSeen:u,isActive:c,isShown:p,isSelected:m}=e,{history:b}=_(),{active:f,stand:d}=b.cursor,h={group:n,place:o},g=["tile",ho(t),p&&"shown",t?.deleted&&
"deleted",l<Ei&&"small"],w=()=>f.peek().group!==n||f.peek().place!==o;function y(C){C.shiftKey?b.extendTo(h):b.take(h,C.ctrlKey||C.metaKey)}return r("div",{role:"\
option",class:g.filter(Boolean).join(" "),style:`transform: translate(${i}px, ${a}px); width: ${l}px; height: ${l}px`,tabIndex:c?0:-1,"aria-selected":m,"aria-se\
tsize":s,"aria-posinset":o+1,"aria-label":t?fo(t):"loading",title:t?fo(t):void 0,onClick:y,onFocusIn:()=>w()&&d(h),children:[t&&r(Si,{entry:t,isSeen:u}),e.order>
0&&r("span",{class:"order",children:e.order}),t?.starred&&r("span",{class:"star",children:r(V,{name:"star-full"})})]})}function Si({entry:e,isSeen:t}){let n=ho(
e);return n==="running"?r(xi,{entry:e}):n===""?r(Ti,{entry:e,isSeen:t}):r(I,{children:[r("b",{children:[r(V,{name:"warning"})," ",e.ref]}),r("span",{class:"word\
s",children:e.words||"may have been billed"})]})}function Ti({entry:e,isSeen:t}){let n=e.pictures[e.main]?.hash??"",o=de(n,"tile",t);return r(I,{children:[o===""?
r("span",{class:"words",children:"The file is gone."}):r("img",{alt:"",draggable:!1,src:o||void 0},n),r("span",{class:"number cut",children:ge(e)})]})}function xi({
entry:e}){let{status:t}=_(),n=e.age+ke(e.received),o=t.value.jobs?.listed.find(({number:s})=>s===e.number);return r(I,{children:[r("span",{children:e.ref}),r("b",
{class:"digits",children:`${Math.floor(n)} s`}),r("span",{class:"digits",children:o?.high?dn(o):""})]})}function ho(e){return!e||e.pictures.length?"":e.status===
"sent"?"running":"failed"}function fo(e){if(!e.number)return`${e.name||e.ref}, photograph`;let t=ki.get(e.status),n=[t?`${t}${e.error[0]?`: ${e.error[0]}`:""}`:
"",e.starred?"starred":"",e.rating?`rated ${e.rating} of 5`:"",e.deleted?"deleted":""].filter(Boolean);return`${[`${e.ref} ${e.model}`,...n].join(", ")}: ${e.prompt}`}var Ct=160;function vo(){let{history:e}=_(),{entries:t,cursor:n,shelves:o,search:s}=e;t.version.value;let i=t.total.value,{top:a,bottom:l}=n.seen.value,u=o.tops.
value,c=n.active.value,p=`${u[i]??0}px`,m=o.groupAt(Math.max(0,a-Ct)),b=Math.min(i-1,o.groupAt(l+Ct)),f=Array.from({length:b-m+1},(w,y)=>m+y),d=[...new Set([...f,
c.group])].filter(w=>w<i);d.sort((w,y)=>w-y);let h=Ii(),g=$i();return Mi(),Pi(),r("div",{class:h.length?"pictures railed":"pictures",children:[i===0&&!t.query.value&&
!s.found.value.query&&r("p",{class:"none",children:"Nothing was made yet. What cells make appears here, too."}),r("div",{ref:n.list,class:"gallery",hidden:i===0,
onScroll:n.measure,children:[r("div",{class:"headings",style:{height:p},children:d.map(w=>r(Ai,{group:w},t.group(w)?.key??w))}),r("div",{class:"space",style:{height:p},
role:"listbox","aria-label":"Pictures","aria-multiselectable":"true",tabIndex:-1,onKeyDown:g,children:d.map(w=>r(Di,{group:w,top:a,bottom:l},t.held(w)?.key??w))})]}),
h.length>0&&r(Ni,{marks:h})]})}function Mi(){let{cursor:e}=_().history,t=e.focusings.value,n=q(t),o=e.list.current?.querySelector(".space")?.matches(":focus-wit\
hin");j(()=>{let s=t!==n.current;n.current=t,s&&e.reveal();let i=e.list.current?.querySelector("[role=option][tabindex='0']");(s||o)&&i&&i!==document.activeElement&&
i.focus({preventScroll:!0})})}function Pi(){let{cursor:e,shelves:t,entries:n}=_().history,o=t.tops.value,s=e.focusings.value;j(()=>{e.settle(),e.measure()},[o,s,
n.version.value]),j(()=>{let i=new ResizeObserver(e.measure);return e.list.current&&i.observe(e.list.current),()=>i.disconnect()},[e])}function $i(){let{history:e}=_(),
{entries:t,cursor:n,shelves:o}=e;function s(a,l,u){let c=a;for(let p=0;p<u;p+=1)c=l(c)??c;return c}function i(a){let l=n.active.peek(),{clientHeight:u=0}=n.list.
current??{},c=Math.max(1,Math.floor(u/o.side.peek())-1),p=t.total.peek()-1;switch(a){case"ArrowLeft":return o.beside(l,-1)??l;case"ArrowRight":return o.beside(l,
1)??l;case"ArrowUp":return o.below(l,-1)??l;case"ArrowDown":return o.below(l,1)??l;case"PageUp":return s(l,m=>o.below(m,-1),c);case"PageDown":return s(l,m=>o.below(
m,1),c);case"Home":return{group:0,place:0};case"End":return{group:p,place:o.shown(p)-1};default:return null}}return a=>{let l=n.active.peek(),u=a.ctrlKey||a.metaKey,
c=a.altKey?null:i(a.key),p=t.at(l);if(a.key==="End"&&!a.shiftKey)e.walkToLast();else if(c)a.shiftKey?e.extendTo(c):e.walk(c);else if(a.key==="Enter"||a.key===" ")
a.shiftKey?e.extendTo(l):e.take(l,u||a.key===" ");else if(u&&a.key==="a")e.selectEverything();else if(!p||!e.pressTile(a,p))return;a.preventDefault()}}function Ai({
group:e}){let{history:t}=_(),{entries:n,shelves:o,cursor:s}=t,i=n.held(e),a=o.topOf(e),l=o.topOf(e+1)-a-nn,u=s.active.value.group===e,c=o.isFolded(e);if(!i)return null;
let p=i.count===1?"1 picture":`${i.count.toLocaleString("en")} pictures`;function m(f){let d={ArrowUp:-1,ArrowDown:1}[f.key],h={ArrowLeft:0,ArrowRight:1}[f.key];
if(d)b(f.currentTarget,d);else if(h!==void 0)f.currentTarget.querySelectorAll("button")[h]?.focus();else return;f.preventDefault()}function b(f,d){let h=[...s.list.
current?.querySelectorAll(".group")??[]],g=h[h.indexOf(f)+d]?.querySelector("button");g?.scrollIntoView({block:"nearest"}),g?.focus()}return r("div",{style:{top:`${a}\
px`,height:`${l}px`},children:r("div",{class:"group",role:"toolbar","aria-label":i.title,style:{height:`${_e}px`},onKeyDown:m,children:[r("button",{type:"button",
class:"title",tabIndex:u?0:-1,"aria-expanded":!c,title:i.title,onClick:()=>o.fold(i.key,!c),children:[r(V,{name:c?"right":"down"}),r("span",{class:"cut",children:i.
title||"without words"})]}),r("button",{type:"button",class:"many digits",tabIndex:-1,"aria-label":`Select all: ${p}`,title:"Select all of them",onClick:()=>t.selectGroup(
e),children:i.count.toLocaleString("en")}),r("span",{class:"when digits",children:Ci(i,n.arrangement.value==="time")})]})})}function Ci({age:e,received:t},n){if(n)
return"";let o=new Date(Date.now()-e*1e3-(performance.now()-t)),s=Math.round((go(new Date)-go(o))/864e5),i=l=>String(l).padStart(2,"0");if(s<=0)return`${i(o.getHours())}\
:${i(o.getMinutes())}`;if(s===1)return"yesterday";if(s<7)return`${Bi[o.getDay()]} ${o.getDate()}`;let a=Li[o.getMonth()]??"";return o.getFullYear()===new Date().
getFullYear()?`${o.getDate()} ${a}`:`${a} ${o.getFullYear()}`}var go=e=>new Date(e.getFullYear(),e.getMonth(),e.getDate()).getTime(),Bi=["Sun","Mon","Tue","Wed",
"Thu","Fri","Sat"],Li="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");function Di({group:e,top:t,bottom:n}){let{history:o,viewing:s}=_(),{entries:i,
shelves:a,cursor:l,selection:u}=o,c=i.held(e),p=s.shown.value?.ref,m=l.active.value,[b,f]=a.between(e,t-Ct,n+Ct),[d,h]=a.between(e,t,n),g=new Set(Array.from({length:Math.
max(0,f-b)},(y,C)=>b+C));m.group===e&&m.place<a.shown(e)&&g.add(m.place);let w=[...g].sort((y,C)=>y-C);return r("div",{role:"group","aria-label":c?`${c.title}, ${c.
count}`:"loading",children:w.map(y=>{let C={group:e,place:y},$=i.at(C),W=$?.ref??"",{x,y:H,side:O}=a.box(C);return r(mo,{entry:$,group:e,place:y,count:c?.count??
1,x,y:H,side:O,isSeen:y>=d&&y<h,isActive:e===m.group&&y===m.place,isShown:$!==null&&W===p,isSelected:$!==null&&(u.has(W)||u.has($.number)),order:u.orders.value.
get(W)??0},W||`at ${y}`)})})}var Hi=/^[A-Z][a-z]+ \d{4}$/,Oi=16;function Ii(){let{entries:e}=_().history;if(e.arrangement.value!=="time")return[];let t=[];for(let o=0;o<
e.total.value;o+=1){let s=e.group(o)?.title??"",[i="",a=""]=s.split(" "),l=t.at(-1)?.title.endsWith(a)===!1;Hi.test(s)&&t.push({group:o,title:s,words:l?a:i.slice(
0,3)})}if(t.length<2)return[];let n=t.filter(({words:o})=>/^\d/.test(o));return t.length>Oi?[...t.slice(0,1),...n]:t}function Ni({marks:e}){let{cursor:t}=_().history;
function n(o){let s={ArrowUp:-1,ArrowDown:1}[o.key];if(!s)return;let i=[...o.currentTarget.querySelectorAll("button")];i[i.indexOf(document.activeElement)+s]?.focus(),
o.preventDefault()}return r("nav",{class:"months","aria-label":"Months",onKeyDown:n,children:e.map(({group:o,title:s,words:i},a)=>r("button",{type:"button",tabIndex:a===
0?0:-1,"aria-label":s,title:s,onClick:()=>t.scrollTo(o),children:i},s))})}var Ki="Words, is:starred, is:failed, is:deleted, rating:4, tag:night, model:gpt, name:frog, input:@12, since:7d, until:2026-11-01, before:2026-11, month:2026-1\
0. Esc clears.";function yo(){let{search:e,everything:t,arrivals:n,lookAtNew:o}=_().history,{box:s,text:i,found:a,refusal:l}=e,u=t.value,c=n.count.value,p=le(fe,
[]),{query:m,count:b}=a.value,f=l.value.length>0;function d(h){if(h.key==="Enter")e.ask();else if(h.key==="Escape"&&i.peek())e.clear();else return;h.preventDefault()}
return r("div",{class:"search",children:[r(V,{name:"search"}),r("input",{ref:s,type:"search",placeholder:u===1?"Search 1 picture":`Search ${u.toLocaleString("en")}\
 pictures`,"aria-label":"Search history","aria-describedby":p,"aria-invalid":f||void 0,maxLength:1e3,enterKeyHint:"search",...Ee,value:i.value,onInput:h=>e.type(
h.currentTarget.value),onKeyDown:d}),r("p",{class:"found",role:"status",children:m?b===0?"Nothing found":`${b.toLocaleString("en")} found`:""}),c>0&&r(B,{press:o,
class:"link new",title:"Look at the newest",children:`${c} new`}),r("p",{class:"hint",id:p,children:Ki}),r("p",{class:"alert",role:"alert",hidden:!f,children:r(
We,{of:l.value})})]})}function bo(){let{search:e}=_().history,{query:t,count:n}=e.found.value;return!t||n>0?null:r("p",{class:"none",children:[`Nothing found fo\
r “${t}”. `,r(B,{press:e.clear,class:"link",children:"Clear search"})]})}function wo(){return r("section",{class:"history","aria-label":"History",children:[r("div",{class:"finder",children:[r(yo,{}),r(Fi,{})]}),r(bo,{}),r(vo,{})]})}function Fi(){
let{history:e}=_(),{search:t,shelves:n,entries:o}=e,s=o.arrangement.value;return r("div",{class:"row",children:[r("div",{class:"segment",role:"group","aria-labe\
l":"Grouped by",children:[r(B,{press:()=>e.arrange("template"),class:"small","aria-pressed":s==="template",children:"Template"}),r(B,{press:()=>e.arrange("time"),
class:"small","aria-pressed":s==="time",children:"Time"})]}),r(Z,{icon:"star",name:"Starred only",class:"small","aria-pressed":t.has("is:starred"),press:()=>t.toggle(
"is:starred")}),r(Z,{icon:"warning",name:"Failed only",class:"small","aria-pressed":t.has("is:failed"),press:()=>t.toggle("is:failed")}),r("span",{class:"spring"}),
r("input",{class:"sizes",type:"range","aria-label":"Size of the thumbnails",title:"Size of the thumbnails",min:Re.least,max:Re.most,value:n.size.value,onInput:i=>n.
resize(i.currentTarget.valueAsNumber)})]})}var _o="a small green frog wearing a tiny crown";function ko(){let{composer:e,status:t}=_();return r(I,{children:[r("div",{class:"toolbar"}),r("div",{class:"gro\
und",children:r("div",{class:"begin",children:[r("p",{children:["Write a prompt and press ",r("kbd",{children:"Shift"})," ",r("kbd",{children:"Enter"}),",",r("b\
r",{}),"or drop a photograph to edit it."]}),r(B,{press:()=>e.use(_o),children:_o})]})}),r("div",{class:"facts",children:t.value.sketches&&r("p",{class:"grey",children:[
"Offline sketches: nothing leaves the machine, nothing is paid.",r("br",{}),r("code",{children:"%imagegen use NAME"})," brings real pictures."]})})]})}var Wi=["Nobody knows what came of it.","It may have been made and billed."];function Eo({entry:e}){let{details:t}=_().viewing,[n="",...o]=e.error.length?e.error:
Wi,{words:s}=e,i=s&&n.endsWith(`: ${s}`)?n.slice(0,-s.length-2):n,a=[i===n?"":s,t.value?.text??e.text];return r("div",{class:"failure",children:[r("p",{class:"h\
appened",children:[r(V,{name:"warning"}),r("b",{children:i})]}),o.map((l,u)=>r("p",{children:l},u)),a.filter(Boolean).map((l,u)=>r("p",{class:"said",children:`“${l}\
”`},u))]})}function nt({name:e,class:t,children:n}){let{viewing:o}=_(),s=q(null);j(()=>{let a=s.current,l=document.activeElement;(a?.querySelector("input:enabled, button, \
textarea, a")??a)?.focus({preventScroll:!0});let c=({target:p})=>{p instanceof Element&&!a?.contains(p)&&!p.closest("[aria-expanded]")&&o.lay("")};return document.
addEventListener("pointerdown",c,!0),()=>{document.removeEventListener("pointerdown",c,!0),(!document.activeElement||a?.contains(document.activeElement))&&l instanceof
HTMLElement&&l.focus({preventScroll:!0})}},[o]);function i(a){a.key!=="Escape"||a.defaultPrevented||(a.preventDefault(),o.lay(""))}return r("div",{ref:s,class:`\
popover ${t}`,role:"dialog","aria-label":e,tabIndex:-1,onKeyDown:i,children:n})}function So({entry:e}){let{viewing:t,history:n}=_();n.entries.version.value;let o=e.pictures.length>0;return r(me,{name:"View",class:"toolbar",children:[r(Z,{press:()=>t.
step(-1),icon:"left",name:"The one before",hint:"The one before (←)",class:"small","aria-disabled":!n.neighbour(e.ref,-1)}),r(Z,{press:()=>t.step(1),icon:"rig\
ht",name:"The next one",hint:"The next one (→)",class:"small","aria-disabled":!n.neighbour(e.ref,1)}),r("b",{class:"digits cut",children:ge(e)}),e.pictures.length>
1&&r(bn,{entry:e}),r("span",{class:"spring"}),o&&r(Pt,{zoom:t.zoom}),o&&r(yn,{hint:"With what it was made from (c)"})]})}function yn({hint:e}){let{compare:t}=_();
return r(B,{press:t,class:"small",title:e,children:[r(V,{name:"compare"}),"Compare"]})}function bn({entry:e}){let{position:t,turnTo:n}=_().viewing;return r("spa\
n",{class:"segment",role:"group","aria-label":"Pictures of this answer",children:e.pictures.map((o,s)=>r(B,{press:()=>n(s),class:"small","aria-pressed":s===t.value,
"aria-label":`Picture ${s+1}`,children:s+1},s))})}function To({entry:e,picture:t,full:n}){let{takePrompt:o,viewing:s}=_(),{details:i,following:a,follow:l}=s,u=i.value?.prompt??e.prompt,c=i.value?.text??e.text;return r(
nt,{name:`More of @${e.number}`,class:"more",children:[r("div",{class:"actions",children:[r(Ui,{entry:e}),t&&r("span",{class:"cramped",children:[r(B,{press:()=>o(
e),children:"Use prompt"}),r("a",{class:"button",download:un(e,t),...n&&{href:n},children:"Download"})]}),r(B,{press:()=>l(!a.value),"aria-pressed":a.value,title:"\
Show each new picture when it comes",children:"Follow the newest"})]}),e.pictures.length>1&&r(bn,{entry:e}),c&&r(I,{children:[r("div",{class:"heading",children:"\
The model's words"}),r("p",{class:"whole",children:c})]}),r("div",{class:"heading",children:"Prompt"}),r("p",{class:"whole",children:u}),r("div",{class:"heading",
children:"Details"}),r(qr,{entry:e})]})}function Ui({entry:e}){let{history:t,viewing:n}=_(),o=[e.number];function s(){n.lay(""),t.remove(o)}return r(I,{children:[
r(B,{press:()=>t.save(o),title:"A zip with the pictures, how they were made, and a page to look at",children:"Export"}),e.deleted?r(B,{press:()=>t.restore(o),children:"\
Restore"}):r(B,{press:s,title:"Out of sight, with a way back (Del)",children:"Delete"})]})}var zi="starred",xo=e=>e.split(/\s+/).filter(Boolean);function Mo({entry:e}){let{marks:t}=_().viewing;return r(nt,{name:`Tags and a note of @${e.number}`,class:"\
tags-and-note",children:r("div",{ref:t,children:[r(qi,{}),r(Gi,{})]})})}function qi(){let{details:e,newTags:t,writeTags:n,markShown:o}=_().viewing,s=q(null),i=(e.
value?.tags??[]).filter(u=>u!==zi);function a(u){let c=xo(t.peek());if(u.key==="Enter"&&c.length)o({kind:"tag",changes:c});else if(u.key!=="Escape"||c.length===
0)return;u.preventDefault(),n("")}function l(u){o({kind:"tag",changes:[`-${u}`]}),s.current?.focus()}return r("span",{class:"tagging",children:[r("ul",{class:"t\
ags","aria-label":"Tags",hidden:i.length===0,children:i.map(u=>r("li",{children:[r("span",{children:u}),r(B,{press:()=>l(u),"aria-label":`Remove tag ${u}`,children:"\
×"})]},u))}),r("input",{ref:s,type:"text","aria-label":"Add tag",placeholder:"Add tag",size:8,enterKeyHint:"done",...Ee,readOnly:e.value===null,value:t.value,onInput:u=>n(
u.currentTarget.value),onKeyDown:a})]})}function Gi(){let{details:e,note:t,writeNote:n,keepNote:o,dropNote:s}=_().viewing;function i(a){let l=t.peek().trim()!==
(e.peek()?.note??"").trim();if(a.key==="Enter"&&!a.shiftKey)o();else if(a.key==="Escape"&&l)s();else return;a.preventDefault()}return r("textarea",{class:"note",
"aria-label":"Note",placeholder:"Note",enterkeyhint:"done",readOnly:e.value===null,value:t.value,rows:Math.min(6,Math.max(2,t.value.split(`
`).length)),onInput:a=>n(a.currentTarget.value),onBlur:o,onKeyDown:i})}function Po({numbers:e}){let{history:t,viewing:n}=_(),o=He("");function s(i){let a=xo(o.peek());
i.key!=="Enter"||a.length===0||(i.preventDefault(),t.mark(e,{kind:"tag",changes:a}),n.lay(""))}return r(nt,{name:`Tags for ${e.length}`,class:"tags-for-all",children:r(
"input",{type:"text","aria-label":"Tags for the selected",placeholder:"word, or -word",enterKeyHint:"done",...Ee,value:o.value,onInput:i=>o.value=i.currentTarget.
value,onKeyDown:s})})}var wn=24,Vi=26,$o=8,Ji=4;function Ao({refs:e}){let{history:t,viewing:n}=_(),o=Xi(e),s=t.selection.numbers.value,i=e.length-wn;return r(I,{children:[r(me,{name:"\
View",class:"toolbar",children:[r("b",{children:`${e.length} selected`}),i>0&&r("span",{class:"grey cut",children:`the first ${wn} are seen`}),r(B,{press:t.clear,
class:"small link",title:"Select none (Esc)",children:"None"}),r("span",{class:"spring"}),r(yn,{hint:"The first two (c)"})]}),r(Zi,{refs:e.slice(0,wn),entries:o}),
r(Qi,{refs:e,entries:o}),n.over.value==="tags"&&r(Po,{numbers:s})]})}function Xi(e){let{history:t}=_();t.entries.version.value;let n=He(new Map),o=new Map(t.selection.
chosen.value.map(({ref:a,entry:l})=>[a,l])),s=new Map(n.value);for(let a of e){let l=t.entries.find(a)??o.get(a);l&&s.set(a,l)}let i=e.filter(a=>!s.has(a)).join();
return Xt(()=>{i&&t.selected().then(a=>{n.value=new Map(a.map(l=>[l.ref,l]))},()=>{})},[i,t,n]),s}function Zi({refs:e,entries:t}){let{history:n,viewing:o}=_(),s=q(
null),i=He({width:0,height:0}),a=ji(e.length,i.value);j(()=>{let u=s.current;if(!u)return;let c=()=>{i.value={width:u.clientWidth,height:u.clientHeight}},p=new ResizeObserver(
c);return p.observe(u),c(),()=>p.disconnect()},[i]);function l(u,c){let p=e.filter(f=>f!==u);n.selection.dropRef(u);let[m]=p,b=m&&p.length===1?t.get(m):null;if(b)
o.show(b),setTimeout(()=>o.area.current?.focus());else{let f=s.current?.querySelectorAll("button");(f?.[c+1]??f?.[c-1])?.focus()}}return r("ul",{ref:s,class:"su\
rvey","aria-label":"The selected pictures",style:{gridTemplateColumns:`repeat(${a}, minmax(0, 1fr))`},children:e.map((u,c)=>r(Yi,{reference:u,entry:t.get(u),order:n.
selection.orders.value.get(u)??0,isLarge:e.length<=Ji,takeOut:()=>l(u,c)},u))})}function ji(e,t){let n={columns:1,side:-1/0};for(let o=1;o<=e;o+=1){let s=Math.ceil(
e/o),i=(t.width-$o*(o-1))/o,a=(t.height-$o*(s-1))/s-Vi,l=Math.min(i,a);l>n.side&&(n={columns:o,side:l})}return n.columns}function Yi({reference:e,entry:t,order:n,
isLarge:o,takeOut:s}){let i=t?.pictures[t.main]?.hash??"",{src:a,gone:l}=Fe(i,o?"full":"thumbnail"),u=l||t!==void 0&&t.status!=="sent",c=l?"The file is gone.":t?.
words||(u?"failed":"under way"),p=t?t.name||t.prompt:"";return r("li",{children:[i&&!l?r("img",{alt:t?.prompt??"",draggable:!1,src:a||void 0},i):r("p",{class:u?
"words failed":"words",children:c}),r("div",{class:"label",children:[n>0&&r("span",{class:"disc",children:n}),r("span",{class:"reference cut",children:e}),r("sp\
an",{class:"name cut",title:p,children:p}),r(Z,{press:s,icon:"close",name:`Take ${e} out of the selection`,class:"small"})]})]})}function Qi({refs:e,entries:t}){
let{history:n,inputs:o}=_(),s=e.flatMap(m=>t.get(m)??[]),i=n.selection.numbers.value,a=s.filter(({number:m})=>m),l=new Set(a.map(({rating:m})=>m)),[u=0]=l.size===
1?l:[],c=a.length===i.length&&a.every(({starred:m})=>m),p=a.length>0&&a.every(({deleted:m})=>m);return r(me,{name:"Selected",class:"facts",children:r("div",{class:"\
row actions",children:[r(B,{press:()=>o("edit",s),class:"primary",title:`e: ${s.length} pictures, each a call of its own`,children:"Edit each"}),r(B,{press:()=>o(
"add",s),title:"a: one call with all of them",children:"Use together"}),i.length>0&&r(I,{children:[r("span",{class:"rule"}),r("span",{class:"grey",children:"all\
:"}),r(St,{rating:u,rate:m=>n.mark(i,{kind:"rate",rating:m})}),r(Tt,{name:"Star all",isStarred:c,press:()=>n.star(i)}),r(xt,{name:"Tag all"}),r("span",{class:"s\
pring"}),r(Z,{press:()=>n.save(i),icon:"download",name:"Export",hint:"Export: a zip with all of them"}),p?r(B,{press:()=>n.restore(i),children:"Restore"}):r(Z,{
press:()=>n.remove(i),icon:"delete",name:"Delete",hint:"Delete, with a way back (Del)"})]})]})})}function Co(){let{viewing:e,history:t}=_(),n=ta(),o=e.shown.value,s=t.selection.refs.value;return r("section",{class:"stage","aria-label":"Stage",onKeyDown:n,children:r(
ea,{entry:o,refs:s})})}function ea({entry:e,refs:t}){return t.length>1?r(Ao,{refs:t}):e?r(na,{entry:e}):r(ko,{})}function ta(){let{viewing:e,history:t,input:n}=_();
return o=>{if(o.target instanceof Element&&o.target.matches("input, textarea, select")||o.defaultPrevented)return;let{refs:i,numbers:a,chosen:l}=t.selection,u=i.
peek().length>1,[c]=l.peek(),p=u?t.entries.find(c?.ref??"")??c?.entry:e.shown.peek();if(!p)return;let m=!(o.ctrlKey||o.metaKey||o.altKey);function b(d){let{key:h}=o;
return et(o,e.zoom)?!0:h==="ArrowLeft"||h==="ArrowRight"?e.step(h==="ArrowLeft"?-1:1):h!=="e"&&h!=="a"||o.repeat?!1:(n(h==="e"?"edit":"add",d,e.position.peek()),
!0)}(m&&!u&&b(p)||t.press(o,p,u?a.peek():[p.number].filter(Boolean)))&&o.preventDefault()}}function na({entry:e}){let{viewing:t}=_(),{zoom:n,position:o,over:s}=t,
i=e.pictures[o.value],{src:a,full:l,gone:u}=Fe(i?.hash??""),{width:c=0,height:p=0}=i??{};return j(()=>n.show(c,p),[n,c,p]),r(I,{children:[r(So,{entry:e}),r(Mt,{
zoom:n,area:t.area,src:a,hash:i?.hash??"",alt:e.prompt,children:[u&&r("p",{class:"gone",children:"The picture's file is gone from the library."}),!i&&(e.status===
"sent"?r(ra,{entry:e}):r(Eo,{entry:e}))]}),r(Vr,{entry:e,picture:i,full:l}),s.value==="tags"&&r(Mo,{entry:e}),s.value==="more"&&r(To,{entry:e,picture:i,full:l})]})}
function ra({entry:e}){let{status:t}=_(),n=e.age+ke(zr(e)),o=t.value.jobs?.listed.find(({number:s})=>s===e.number);return r("div",{class:"pending",children:[r("\
b",{class:"digits",children:`${Math.floor(n)} s`}),r("span",{children:o&&Se(o,n)||"under way"})]})}var oa=[["compose","Compose"],["picture","Picture"],["history","History"]];function Bo(){return r("div",{class:"make",children:[r(sa,{}),r(_n,{name:"compose",children:[
r(co,{}),r(Qr,{})]}),r(_n,{name:"picture",children:r(Co,{})}),r(_n,{name:"history",children:[r(po,{}),r(wo,{})]})]})}function sa(){let{part:e,turnTo:t}=_().layout;
return r("div",{class:"segment parts",role:"group","aria-label":"Part",children:oa.map(([n,o])=>r(B,{press:()=>t(n),class:"small","aria-pressed":e.value===n,children:o},
n))})}function _n({name:e,children:t}){let{part:n}=_().layout;return r("div",{class:"part","data-part":e,"data-here":n.value===e,children:t})}var ia=[["Shift+Enter, Ctrl+Enter","in the prompt: generate"],["Alt+← Alt+→","on an input: move it"],["arrows, Home, End","move in the history and between t\
abs"],["Enter, Space","look at it and select it; with Ctrl one more, with Shift all up to it"],["Ctrl+A · Esc","select all that is found · none"],["e · a","e\
dit this · add as input"],["1–5, 0 · s","rate, no rating · star"],["Del · Ctrl+Z","delete · undo"],["f","the whole window, and back"],["?","these keys"]];
function Lo(){let{sheet:e}=_().layout;return e.value==="keys"?r(aa,{}):e.value==="more"?r(la,{}):e.value==="budget"?r(ua,{}):null}function aa(){return r(kn,{name:"\
Keys",children:[r("dl",{class:"keys",children:ia.map(([e,t])=>r("div",{children:[r("dt",{children:r("kbd",{children:e})}),r("dd",{children:t})]},e))}),r("p",{class:"\
grey",children:"Keys act only inside the panel, and never while you type."})]})}function la(){let{layout:e}=_();return r(kn,{name:"More",children:[r("p",{class:"\
row",children:["Pictures come from ",r(hn,{})]}),r("p",{class:"row",children:r($t,{})}),r("p",{class:"row",children:[r(B,{press:()=>e.open("keys"),children:"Key\
s"}),r(gn,{})]})]})}function ua(){let{status:e,copyText:t}=_(),o=`%config ImageGen.budget = ${((e.value.money?.budget??1)*2).toFixed(2)}`;return r(kn,{name:"The\
 budget of a day",children:[r("p",{children:"Run this in a cell, with the dollars that you mean:"}),r("p",{class:"row",children:[r("code",{children:o}),r(B,{press:()=>t(
o,"The command"),class:"small",children:"Copy"})]}),r("p",{class:"grey",children:["It holds for this kernel; a line ",r("code",{children:"budget = 4.0"})," in c\
onfig.toml stays."]})]})}function kn({name:e,children:t}){let{closeSheet:n}=_().layout,o=q(null);j(()=>{let i=o.current,a=i?.parentElement,l=i?.ownerDocument.activeElement;
i?.querySelector("button")?.focus();let u=c=>{c.target instanceof Node&&i?.contains(c.target)||n()};return a?.addEventListener("pointerdown",u),()=>{a?.removeEventListener(
"pointerdown",u),i?.contains(i.ownerDocument.activeElement)&&l instanceof HTMLElement&&l.focus()}},[n]);function s(i){i.key==="Escape"&&(i.preventDefault(),n())}
return r("div",{ref:o,class:"sheet",role:"dialog","aria-label":e,onKeyDown:s,children:[r("div",{class:"row",children:[r("div",{class:"title",children:e}),r("spa\
n",{class:"spring"}),r(Z,{icon:"close",name:"Close",hint:"Close (Esc)",class:"small",press:n})]}),t]})}var ca=[["make",Bo],["compare",jr],["jobs",io]];function Do(){let{said:e,layout:t}=_(),{words:n,count:o}=e.value,s=le(fe,[]);function i(a){if(!(a.target instanceof
Element&&a.target.matches("input, textarea, select, [contenteditable='true']")||a.defaultPrevented||a.ctrlKey||a.metaKey||a.altKey)){if(a.key==="?")t.open("keys");else if(a.
key==="f")t.toggleWhole();else if(a.key==="Escape"&&t.whole.peek())t.toggleWhole();else return;a.preventDefault()}}return r("div",{class:"frame",onKeyDown:i,children:[
r(oo,{id:s}),r("div",{class:"views",children:ca.map(([a,l])=>r("div",{class:"view",role:"tabpanel",id:`${s}-view-${a}`,"aria-labelledby":`${s}-tab-${a}`,"data-h\
ere":t.tab.value===a,children:r(l,{})},a))}),r(no,{}),r(ro,{}),r(Lo,{}),r("p",{class:"live","aria-live":"polite",children:r("span",{children:n},o)})]})}function pa({model:e,el:t}){let n=document.createElement("div");n.className="imagegen-panel",n.dataset.lmSuppressShortcuts="true",t.append(n);let o=Nr(e,n),{composer:s,
layout:i}=o;ar(n),ur(n,{takes:c=>!!s.form.current?.contains(c),hover:s.hover,take:s.take});let a=fr(n,i.measure),l=ce(()=>{n.style.setProperty("--ig-height",`${i.
height.value}px`),i.history.value?n.style.setProperty("--ig-history",`${i.history.value}px`):n.style.removeProperty("--ig-history")}),u=ce(()=>en(n,i.whole.value));
return zt(r(Kr,{value:o,children:r(Do,{})}),n),()=>{a(),l(),u(),en(n,!1),o.close(),zt(null,n),n.remove()}}var tm={render:pa};export{tm as default};
